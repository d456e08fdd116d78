package io.siteswap.manager;

import io.micrometer.core.instrument.MeterRegistry;
import io.siteswap.site.StretchClusters;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(ManagerProperties.class)
class ManagerConfiguration {
  @Bean
  Managers managers(
      StretchClusters clusters,
      ManagerProperties properties,
      InstantSource clock,
      MeterRegistry meters) {
    return new Managers(clusters, properties, clock, meters);
  }
}
