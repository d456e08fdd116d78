package io.siteswap.engine;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** The engine's clock, which nothing but a test sets. */
public final class EngineClock {
  private EngineClock() {}

  public static void set(Instant now) {
    ClockUtil.setCurrentTime(Date.from(now));
  }
}
