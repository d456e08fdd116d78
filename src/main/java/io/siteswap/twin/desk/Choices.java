package io.siteswap.twin.desk;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The values that stand in fields, and how people see them. */
final class Choices {
  static final String NEW = "-5";
  static final String ASSESS = "-4";
  static final String SCHEDULED = "-2";
  static final String CANCELED = "4";
  static final Set<String> ENDED = Set.of("3", CANCELED);

  /** Of the person that signs in: what is displayed is in their time, what is kept in UTC. */
  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  private static final DateTimeFormatter KEPT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static final Map<String, Map<String, String>> WORDS =
      Map.of(
          ChangeRequest.STATE,
          Map.of(
              NEW,
              "New",
              ASSESS,
              "Assess",
              "-3",
              "Authorize",
              SCHEDULED,
              "Scheduled",
              "-1",
              "Implement",
              "0",
              "Review",
              "3",
              "Closed",
              CANCELED,
              "Canceled"),
          ChangeRequest.APPROVAL,
          Map.of(
              "not requested",
              "Not Yet Requested",
              "requested",
              "Requested",
              "approved",
              "Approved",
              "rejected",
              "Rejected"),
          ChangeRequest.TYPE,
          Map.of("normal", "Normal", "standard", "Standard", "emergency", "Emergency"),
          ChangeRequest.ON_HOLD,
          Map.of("true", "true", "false", "false"));

  private static final Set<String> TIMES =
      Set.of(
          ChangeRequest.START, ChangeRequest.END, "opened_at", "sys_created_on", "sys_updated_on");

  private Choices() {}

  static String display(String field, String value) {
    if (TIMES.contains(field) && !value.isEmpty()) {
      return KEPT.format(LocalDateTime.ofInstant(instant(field, value), ZONE));
    }
    return WORDS.getOrDefault(field, Map.of()).getOrDefault(value, value);
  }

  /** What is kept for a word that people see; itself where it is none. */
  static String kept(String field, String shown) {
    return WORDS.getOrDefault(field, Map.of()).entrySet().stream()
        .filter(word -> word.getValue().equalsIgnoreCase(shown))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(shown);
  }

  /** Throws {@link BadRequest} when that cannot stand in the field. */
  static String checked(String field, String value) {
    if (TIMES.contains(field) && !value.isEmpty()) {
      var unused = instant(field, value);
    }
    Map<String, String> words = WORDS.getOrDefault(field, Map.of());
    if (!words.isEmpty() && !words.containsKey(value)) {
      throw new BadRequest(
          400, "%s is '%s': expected one of %s".formatted(field, value, words.keySet()));
    }
    return value;
  }

  static String kept(Instant time) {
    return KEPT.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  private static Instant instant(String field, String value) {
    try {
      return LocalDateTime.parse(value, KEPT).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new BadRequest(
          400, "%s is '%s': expected a time in UTC as 2026-12-31 23:59:00".formatted(field, value));
    }
  }
}
