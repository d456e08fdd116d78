package io.siteswap.outbox;

import java.time.Duration;
import java.util.Optional;

/** It could not be said, or nobody knows whether it was heard. */
public class NotNow extends RuntimeException {
  private final transient Optional<Duration> retryAfter;

  public NotNow(String message, Optional<Duration> retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** How long the other side wants to be left alone. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
