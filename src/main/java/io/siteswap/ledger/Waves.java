package io.siteswap.ledger;

import io.siteswap.plan.Wave;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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
    Optional<Wave> current = waves(all.stream().filter(entry -> !entry.isClosed())).min(byNumber());
    return new Waves(
        current,
        waves(all.stream()).max(byNumber()).map(Wave::number).orElse(0),
        current.map(wave -> begins(all, wave)).orElse(Instant.EPOCH),
        now);
  }

  private static Stream<Wave> waves(Stream<Entry> entries) {
    return entries.flatMap(entry -> entry.change().wave().stream());
  }

  private static Comparator<Wave> byNumber() {
    return Comparator.comparing(Wave::number);
  }

  /** What was so already needs no pause after it. */
  private static Instant begins(List<Entry> all, Wave wave) {
    return all.stream()
        .filter(entry -> entry.change().wave().filter(w -> w.number() < wave.number()).isPresent())
        .filter(entry -> entry.is(ChangeState.DONE))
        .flatMap(entry -> entry.seen().stream())
        .map(seen -> seen.at().plus(wave.pause()))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  boolean admit(Entry entry) {
    return entry
        .change()
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
