package io.siteswap.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as people read them, in UTC. */
final class Times {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Times() {}

  static String of(Instant at) {
    return TIME.format(at);
  }

  /** As the journal has them. */
  static String of(String at) {
    return of(Instant.parse(at));
  }
}
