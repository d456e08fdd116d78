package io.siteswap.evidence;

import java.time.Duration;

/** Durations as people read them. */
final class Spans {
  private Spans() {}

  static String words(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 1 && !duration.isZero()) {
      return "%d ms".formatted(Math.max(0, duration.toMillis()));
    }
    return seconds >= 3600
        ? "%d h %02d min %02d s".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
        : seconds >= 60
            ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
            : "%d s".formatted(seconds);
  }
}
