package io.siteswap.recovery;

import io.siteswap.site.LocalTimes;
import java.time.Duration;
import java.time.Instant;

/** Times as people read them. */
public final class Times {
  private static final long LONG = 120;

  private Times() {}

  /** The time of the day where Siteswap runs, as in 03:12:07 CET. */
  public static String of(Instant at) {
    return LocalTimes.ofDay(at);
  }

  /** As in 8 s, 1 min 12 s or 2 h 5 min. */
  public static String describe(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    long minutes = seconds / 60;
    if (minutes == 0) {
      return seconds + " s";
    }
    if (minutes < LONG) {
      return seconds % 60 == 0 ? minutes + " min" : "%d min %d s".formatted(minutes, seconds % 60);
    }
    return "%d h %d min".formatted(minutes / 60, minutes % 60);
  }
}
