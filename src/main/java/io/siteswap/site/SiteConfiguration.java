package io.siteswap.site;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(ClusterProperties.class)
class SiteConfiguration {
  @Bean
  StretchClusters stretchClusters(ClusterProperties properties) {
    return properties.checked();
  }
}
