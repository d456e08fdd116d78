package io.siteswap.site;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties({ClusterProperties.class, ClusterSettingsProperties.class})
class SiteConfiguration {
  @Bean
  StretchClusters stretchClusters(ClusterProperties properties) {
    return properties.checked();
  }

  @Bean
  ClusterSettingsByName clusterSettings(ClusterSettingsProperties properties) {
    return properties.checked();
  }

  /** What lies outside is read here too, so that it is refused as early. */
  @Bean
  Checked checked(List<ConfigurationCheck> checks, ClusterSettingsByName clusterSettings) {
    checks.forEach(ConfigurationCheck::check);
    return new Checked();
  }

  /** Exists when the configuration has been checked. */
  record Checked() {}

  @Bean
  static DatabaseLast databaseLast() {
    return new DatabaseLast();
  }

  /** Whoever needs the database waits for the checks. */
  static class DatabaseLast extends AbstractDependsOnBeanFactoryPostProcessor {
    DatabaseLast() {
      super(DataSource.class, Checked.class);
    }
  }
}
