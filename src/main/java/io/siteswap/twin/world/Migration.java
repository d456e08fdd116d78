package io.siteswap.twin.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A migration that runs; without an end it never converges, and one that fails ends where it began.
 */
public record Migration(
    Waiting order,
    String source,
    String target,
    Instant start,
    Optional<Instant> end,
    boolean fails) {

  /** The VM shows its new host in the last fifth. */
  public String shownHost(Instant now) {
    return end.filter(last -> !fails && !now.isBefore(handOver(last))).isPresent()
        ? target
        : source;
  }

  private Instant handOver(Instant last) {
    return last.minus(Duration.between(start, last).dividedBy(5));
  }
}
