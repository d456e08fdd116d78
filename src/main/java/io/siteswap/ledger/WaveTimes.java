package io.siteswap.ledger;

import io.siteswap.plan.Wave;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/** When the last change of each wave was seen to be done. */
class WaveTimes {
  private final TreeMap<Integer, Instant> last = new TreeMap<>();
  private int highest;

  void seen(Entry entry) {
    entry
        .change()
        .wave()
        .ifPresent(
            wave -> {
              highest = Math.max(highest, wave.number());
              // What was so already needs no pause after it.
              if (entry.is(ChangeState.DONE)) {
                entry
                    .seen()
                    .ifPresent(seen -> last.merge(wave.number(), seen.at(), WaveTimes::max));
              }
            });
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Which wave's turn it is; these are the changes that are not over yet. */
  Waves at(Collection<Entry> open, Instant now) {
    Optional<Wave> current =
        open.stream()
            .filter(entry -> !entry.isClosed())
            .flatMap(entry -> entry.change().wave().stream())
            .min(Comparator.comparing(Wave::number));
    return new Waves(current, highest, current.map(this::begins).orElse(Instant.EPOCH), now);
  }

  private Instant begins(Wave wave) {
    return last.headMap(wave.number()).values().stream()
        .max(Comparator.naturalOrder())
        .map(at -> at.plus(wave.pause()))
        .orElse(Instant.EPOCH);
  }
}
