package io.siteswap.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The one time of a drill, for Siteswap, the engine and the twin alike; it moves when told. */
final class DrillClock implements InstantSource {
  private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

  private volatile Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  void restart() {
    set(START);
  }

  void advance(Duration step) {
    set(now.plus(step));
  }

  private void set(Instant instant) {
    now = instant;
  }
}
