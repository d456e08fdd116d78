package io.siteswap.drill;

import io.siteswap.twin.Twin;
import io.siteswap.twin.TwinOptions;
import io.siteswap.twin.desk.DeskOptions;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A twin on a free port, and the drill's own time. */
@TestConfiguration
class DrillConfiguration {
  private static final DrillClock CLOCK = new DrillClock();
  static final Twin TWIN =
      Twin.start(
          TwinOptions.defaults()
              .withPort(0)
              .withDesk(new DeskOptions("X-Desk-Secret", "drilled", Optional.empty())),
          (InstantSource) CLOCK);

  @Bean
  @Primary
  DrillClock drillClock() {
    return CLOCK;
  }

  /** Closed by the end of the tests: all drills share one context. */
  @Bean(destroyMethod = "")
  static Twin twin() {
    return TWIN;
  }
}
