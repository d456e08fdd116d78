package io.siteswap.console;

import static io.siteswap.ledger.ChangeState.ALREADY;
import static io.siteswap.ledger.ChangeState.DONE;
import static io.siteswap.ledger.ChangeState.LEFT;
import static io.siteswap.ledger.ChangeState.PLANNED;
import static io.siteswap.ledger.ChangeState.REFUSED;
import static io.siteswap.ledger.ChangeState.REQUESTED;
import static io.siteswap.ledger.ChangeState.REVERTING;

import io.siteswap.ledger.ChangeState;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Observation;
import java.time.Instant;
import java.util.Optional;

/** How a change stood at an instant, by the times that the ledger has of it. */
final class ChangeAt {
  private ChangeAt() {}

  /** As it is now where no instant is given. */
  static ChangeState state(Entry entry, Optional<Instant> at) {
    return at.filter(then -> !isLatest(entry, then))
        .map(then -> before(entry, then))
        .orElse(entry.state());
  }

  /** Whether what was wanted was seen and not taken back. */
  static boolean holds(Entry entry, Optional<Instant> at) {
    ChangeState state = state(entry, at);
    return state == DONE || state == ALREADY;
  }

  /** Whether nothing has become of it since. */
  private static boolean isLatest(Entry entry, Instant then) {
    return entry.state() == LEFT
        || entry
            .undoneAt()
            .or(() -> entry.undo().requestedAt())
            .or(() -> entry.seen().map(Observation::at))
            .or(() -> entry.ask().answeredAt().filter(answered -> entry.state() == REFUSED))
            .or(() -> entry.ask().requestedAt())
            .filter(last -> !last.isAfter(then))
            .isPresent();
  }

  private static ChangeState before(Entry entry, Instant then) {
    if (isBy(entry.undo().requestedAt(), then)) {
      return REVERTING;
    }
    if (isBy(entry.seen().map(Observation::at), then)) {
      return DONE;
    }
    return isBy(entry.ask().requestedAt(), then) ? REQUESTED : PLANNED;
  }

  private static boolean isBy(Optional<Instant> time, Instant then) {
    return time.filter(at -> !at.isAfter(then)).isPresent();
  }
}
