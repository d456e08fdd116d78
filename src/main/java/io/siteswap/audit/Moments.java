package io.siteswap.audit;

import java.time.Instant;
import java.util.Date;

/** The engine's times. */
final class Moments {
  private Moments() {}

  /** Null stays null: it has not happened. */
  static Instant of(Date date) {
    return date == null ? null : date.toInstant();
  }
}
