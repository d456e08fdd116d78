package io.siteswap.ticket;

import java.time.Duration;
import java.util.Optional;

/** The desk does not answer, not now, or not with what its API promises. Asking later may help. */
public final class DeskAway extends DeskTrouble {
  private final transient Optional<Duration> retryAfter;

  public DeskAway(String message, Optional<Duration> retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** How long the desk wants to be left alone. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
