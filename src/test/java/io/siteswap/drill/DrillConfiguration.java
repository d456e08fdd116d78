package io.siteswap.drill;

import io.siteswap.twin.Twin;
import io.siteswap.twin.TwinOptions;
import java.time.InstantSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** A twin on a free port, and the drill's own time. */
@TestConfiguration
class DrillConfiguration {
  private static final DrillClock CLOCK = new DrillClock();

  @Bean
  @Primary
  DrillClock drillClock() {
    return CLOCK;
  }

  @Bean(destroyMethod = "close")
  static Twin twin() {
    return Twin.start(TwinOptions.defaults().withPort(0), (InstantSource) CLOCK);
  }

  @Bean
  static DynamicPropertyRegistrar twinAddress(Twin twin) {
    return properties ->
        properties.add("siteswap.clusters.demo.manager.url", () -> twin.api().toString());
  }
}
