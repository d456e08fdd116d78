package io.siteswap.twin;

import java.time.Duration;
import java.time.Instant;

/** Ties simulated time to the clock: at this wall time it was that time, and it runs so fast. */
record TimeAnchor(Instant simulated, Instant wall, double speed) {
  private static final double NANOS = 1e9;

  static TimeAnchor start(Instant wall, double speed) {
    return new TimeAnchor(wall, wall, speed);
  }

  Instant at(Instant clock) {
    return simulated.plus(stretch(Duration.between(wall, clock)));
  }

  Duration stretch(Duration real) {
    double seconds = (real.getSeconds() + real.getNano() / NANOS) * speed;
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  TimeAnchor faster(Instant clock, double newSpeed) {
    return new TimeAnchor(at(clock), clock, newSpeed);
  }
}
