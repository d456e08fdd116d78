package io.siteswap.recovery;

import java.util.List;

/** How many there are, and the names of the first. */
final class Counted {
  private static final int NAMED = 3;

  private Counted() {}

  static String hosts(List<String> names) {
    return of("host", names);
  }

  static String vms(List<String> names) {
    return of("VM", names);
  }

  private static String of(String what, List<String> names) {
    return "%d %s%s (%s)".formatted(names.size(), what, names.size() == 1 ? "" : "s", list(names));
  }

  private static String list(List<String> names) {
    String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() > NAMED ? "%s and %d more".formatted(named, names.size() - NAMED) : named;
  }
}
