package io.siteswap.site;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them, where Siteswap runs, and which zone that is. */
public final class LocalTimes {
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss zzz", Locale.ENGLISH).withZone(ZoneId.systemDefault());

  private LocalTimes() {}

  /** As in 2026-11-22 03:12:07 CET. */
  public static String at(Instant instant) {
    return AT.format(instant);
  }

  /** The time of the day, as in 03:12:07 CET. */
  public static String ofDay(Instant instant) {
    return TIME.format(instant);
  }
}
