package io.siteswap.twin.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A change as ServiceNow keeps it: flat fields, each a text, and what was written beneath it. */
final class ChangeRequest {
  static final String NUMBER = "number";
  static final String SYS_ID = "sys_id";
  static final String STATE = "state";
  static final String APPROVAL = "approval";
  static final String ON_HOLD = "on_hold";
  static final String TYPE = "type";
  static final String TITLE = "short_description";
  static final String DESCRIPTION = "description";
  static final String START = "start_date";
  static final String END = "end_date";
  static final String UPDATED = "sys_updated_on";
  static final String NOTES = "work_notes";

  final Map<String, String> fields = new LinkedHashMap<>();
  final List<Note> notes = new ArrayList<>();
  final List<Attached> attachments = new ArrayList<>();

  /** What the webhook was answered last. */
  Optional<String> heard = Optional.empty();

  /** A work note. */
  record Note(String sysId, Instant at, String who, String text) {}

  /** A file; its bytes in base 64. */
  record Attached(String sysId, Instant at, String name, String type, String content) {}

  String get(String field) {
    return fields.getOrDefault(field, "");
  }

  boolean is(String field, String value) {
    return get(field).equals(value);
  }

  String number() {
    return get(NUMBER);
  }
}
