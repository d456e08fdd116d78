package io.siteswap.ground;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Whether the process still has what it stands on, and for how long it has not. Time here is the
 * machine's own: a clock that is set must not end anything.
 */
class Ground {
  private record Missing(String what, long sinceNanos) {}

  private final Duration patience;
  private final Consumer<String> end;
  private final AtomicReference<Missing> missing = new AtomicReference<>();

  /**
   * Ground that may be missing for a while.
   *
   * @param patience how long a database may not answer, as when it is restarted
   * @param end ends the process with this as its last word
   */
  Ground(Duration patience, Consumer<String> end) {
    this.patience = patience;
    this.end = end;
  }

  void holds() {
    missing.set(null);
  }

  void fails(String what, long nowNanos) {
    Missing since =
        missing.updateAndGet(known -> known == null ? new Missing(what, nowNanos) : known);
    if (nowNanos - since.sinceNanos() >= patience.toNanos()) {
      end.accept(since.what());
    }
  }

  /** What is missing now; empty when all is well. */
  Optional<String> missing() {
    return Optional.ofNullable(missing.get()).map(Missing::what);
  }
}
