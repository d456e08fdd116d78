package io.siteswap.forms;

import java.time.Duration;

/** Figures as people read them. */
public final class Words {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private Words() {}

  public static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  public static String memory(long bytes) {
    return bytes % GIB == 0 || bytes > 10 * GIB ? bytes / GIB + " GiB" : bytes / MIB + " MiB";
  }

  public static String duration(Duration duration) {
    if (duration.toHours() > 0) {
      return "about %d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
    return duration.toMinutes() > 0
        ? "about %d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
        : "about %d s".formatted(duration.toSeconds());
  }
}
