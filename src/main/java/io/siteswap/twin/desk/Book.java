package io.siteswap.twin.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that the desk keeps. */
final class Book {
  /** So that the first change that people open is CHG0001235. */
  int lastNumber = 1233;

  final List<ChangeRequest> changes = new ArrayList<>();

  /** What is still to be told by the webhook, by the number of the change: its delivery id. */
  final Map<String, String> untold = new LinkedHashMap<>();
}
