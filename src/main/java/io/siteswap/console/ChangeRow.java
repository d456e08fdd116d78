package io.siteswap.console;

import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Observation;
import java.time.Instant;

/** A line of the ledger. */
record ChangeRow(
    int number,
    String phase,
    String type,
    String id,
    String object,
    String action,
    String before,
    String after,
    String state,
    String words,
    int attempt,
    Instant requestedAt,
    Instant answeredAt,
    Instant seenAt,
    String seen,
    String correlationId,
    Instant undoRequestedAt,
    Instant undoneAt,
    String undoCorrelationId) {
  static ChangeRow of(Entry entry) {
    return new ChangeRow(
        entry.number(),
        entry.phase(),
        entry.change().object().type(),
        entry.change().object().id(),
        entry.change().object().name(),
        entry.change().action(),
        entry.change().before(),
        entry.change().after(),
        entry.state().word(),
        entry.description(),
        entry.ask().attempt(),
        entry.ask().requestedAt().orElse(null),
        entry.ask().answeredAt().orElse(null),
        entry.seen().map(Observation::at).orElse(null),
        entry.seen().map(Observation::description).orElse(""),
        entry.ask().correlationId().orElse(null),
        entry.undo().requestedAt().orElse(null),
        entry.undoneAt().orElse(null),
        entry.undo().correlationId().orElse(null));
  }
}
