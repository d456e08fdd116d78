package io.siteswap.twin.world;

import java.time.Duration;
import java.time.Instant;

/** Ties simulated time to the clock: at this wall time it was that time, and it runs so fast. */
public record TimeAnchor(Instant simulated, Instant wall, double speed) {
  private static final double NANOS = 1e9;

  public static TimeAnchor start(Instant wall, double speed) {
    return new TimeAnchor(wall, wall, speed);
  }

  public Instant at(Instant clock) {
    return simulated.plus(stretch(Duration.between(wall, clock)));
  }

  public Duration stretch(Duration real) {
    double seconds = (real.getSeconds() + real.getNano() / NANOS) * speed;
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  public TimeAnchor faster(Instant clock, double newSpeed) {
    return new TimeAnchor(at(clock), clock, newSpeed);
  }
}
