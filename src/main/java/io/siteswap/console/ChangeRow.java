package io.siteswap.console;

import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Observation;
import java.time.Instant;
import java.util.Optional;

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
  /** As it stood then; as it is now where no instant is given. */
  static ChangeRow of(Entry entry, Optional<Instant> at) {
    Optional<Observation> seen = entry.seen().filter(seenThen -> isBy(seenThen.at(), at));
    boolean isLatest = ChangeAt.state(entry, at) == entry.state();
    return new ChangeRow(
        entry.number(),
        entry.phase(),
        entry.change().object().type(),
        entry.change().object().id(),
        entry.change().object().name(),
        entry.change().action(),
        entry.change().before(),
        entry.change().after(),
        ChangeAt.state(entry, at).word(),
        isLatest ? entry.description() : "",
        entry.ask().attempt(),
        by(entry.ask().requestedAt(), at),
        by(entry.ask().answeredAt(), at),
        seen.map(Observation::at).orElse(null),
        seen.map(Observation::description).orElse(""),
        entry.ask().correlationId().orElse(null),
        by(entry.undo().requestedAt(), at),
        by(entry.undoneAt(), at),
        entry.undo().correlationId().orElse(null));
  }

  private static Instant by(Optional<Instant> time, Optional<Instant> at) {
    return time.filter(when -> isBy(when, at)).orElse(null);
  }

  private static boolean isBy(Instant time, Optional<Instant> at) {
    return at.filter(time::isAfter).isEmpty();
  }
}
