package io.siteswap.engine;

import java.time.InstantSource;
import org.joda.time.DateTimeUtils;

/** The engine's clock, which it reads by the time library that it was built on. */
final class EngineClock {
  private EngineClock() {}

  /** From now on the engine has the time of that clock. */
  static void follow(InstantSource clock) {
    DateTimeUtils.setCurrentMillisProvider(clock::millis);
  }
}
