package io.siteswap.readiness.checks;

import io.siteswap.readiness.probe.Roundtrips;
import java.time.Duration;
import java.util.Optional;

/**
 * What the round trips from where Siteswap stands prove of the one between the sites, in
 * milliseconds: it is at most their sum, and at least their difference.
 */
record Bounds(double least, double most) {

  /** Nothing, when a site could not be reached. The slow tail counts for what it is at most. */
  static Optional<Bounds> of(Roundtrips a, Roundtrips b) {
    if (a.median().isEmpty() || b.median().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Bounds(Math.abs(a.median().get() - b.median().get()), a.p95().get() + b.p95().get()));
  }

  boolean areBelow(Duration limit) {
    return most <= milliseconds(limit);
  }

  boolean areAbove(Duration limit) {
    return least > milliseconds(limit);
  }

  static double milliseconds(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
