package io.siteswap.forms;

import io.siteswap.site.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures as people read them. */
public final class Words {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private Words() {}

  /** Where Siteswap runs, and which zone that is, as in 2026-11-22 03:12:07 CET. */
  public static String at(Instant instant) {
    return LocalTimes.at(instant);
  }

  /** The time of the day, as in 03:12:07 CET. */
  public static String time(Instant instant) {
    return LocalTimes.ofDay(instant);
  }

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

  /** As somebody has set it, as in 30 min, 2 h or 1 h 30 min. */
  public static String exactly(Duration time) {
    String hours = time.toHours() == 0 ? "" : time.toHours() + " h";
    String minutes = time.toMinutesPart() == 0 ? "" : time.toMinutesPart() + " min";
    String seconds = time.toSecondsPart() == 0 ? "" : time.toSecondsPart() + " s";
    return Stream.of(hours, minutes, seconds)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
