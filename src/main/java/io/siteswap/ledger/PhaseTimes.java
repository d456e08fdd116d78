package io.siteswap.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * When a phase was carried out.
 *
 * @param began when the first of its changes was asked for
 * @param ended when the last of them was seen; empty as long as one is open
 */
public record PhaseTimes(Optional<Instant> began, Optional<Instant> ended) {
  /** Of its changes. */
  public static PhaseTimes of(List<Entry> changes) {
    boolean open = changes.stream().anyMatch(change -> !change.isClosed());
    return new PhaseTimes(
        all(changes, change -> change.ask().requestedAt()).min(Comparator.naturalOrder()),
        open
            ? Optional.empty()
            : all(changes, change -> change.seen().map(Observation::at))
                .max(Comparator.naturalOrder()));
  }

  private static Stream<Instant> all(List<Entry> changes, Function<Entry, Optional<Instant>> time) {
    return changes.stream().map(time).flatMap(Optional::stream);
  }

  /** From the one to the other. */
  public Optional<Duration> took() {
    return began
        .flatMap(from -> ended.map(to -> Duration.between(from, to)))
        .filter(time -> !time.isNegative());
  }
}
