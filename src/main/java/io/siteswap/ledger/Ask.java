package io.siteswap.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * One asking of the Manager.
 *
 * @param attempt from 1; another one is made only when people or a retry want it
 * @param requestedAt when it was written down, before the call
 * @param answeredAt when the Manager accepted the call; without it nobody knows whether it arrived
 */
public record Ask(
    int attempt,
    Optional<String> correlationId,
    Optional<Instant> requestedAt,
    Optional<Instant> answeredAt) {
  static final Ask FIRST = new Ask(1, Optional.empty(), Optional.empty(), Optional.empty());

  Ask requested(String id, Instant at) {
    return new Ask(attempt, Optional.of(id), Optional.of(at), Optional.empty());
  }

  Ask answered(Instant at) {
    return new Ask(attempt, correlationId, requestedAt, Optional.of(at));
  }

  /** Answered with no, so that nothing was asked for that could have come about. */
  Ask declined(Instant at) {
    return new Ask(attempt, correlationId, Optional.empty(), Optional.of(at));
  }

  /** Not asked yet, for the next time. */
  Ask again() {
    return new Ask(attempt + 1, Optional.empty(), Optional.empty(), Optional.empty());
  }

  boolean isOpen() {
    return requestedAt.isPresent();
  }

  boolean isDoubtful() {
    return isOpen() && answeredAt.isEmpty();
  }
}
