package io.siteswap.ledger;

import io.siteswap.plan.Change;
import io.siteswap.plan.Wave;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which wave of a phase may be asked for now: the first that is not over yet, and that only once
 * the pause after the one before is over.
 *
 * @param current the wave whose turn it is; empty where there are no waves, or all are over
 * @param from when it may begin
 */
record Waves(Optional<Wave> current, int last, Instant from, Instant now) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  static Waves of(List<Entry> all, Instant now) {
    WaveTimes times = new WaveTimes();
    all.forEach(times::seen);
    return times.at(all, now);
  }

  boolean admit(Change change) {
    return change
        .wave()
        .map(wave -> wave.number() == current.orElseThrow().number() && !isPausing())
        .orElse(true);
  }

  private boolean isPausing() {
    return now.isBefore(from);
  }

  /** When people may look: what is waited for, and until when. */
  Optional<String> pause() {
    return current
        .filter(wave -> isPausing())
        .map(
            wave ->
                "pause before wave %d of %d, until %s: time to look whether all is well"
                    .formatted(wave.number(), last, TIME.format(from)));
  }
}
