package io.siteswap.twin;

import io.siteswap.site.ConfigurationCheck;
import io.siteswap.twin.protocol.Sessions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs a twin inside the application when siteswap.twin.enabled says so. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("siteswap.twin.enabled")
@EnableConfigurationProperties(TwinProperties.class)
class TwinConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(TwinConfiguration.class);

  @Bean(destroyMethod = "close")
  Twin twin(TwinProperties wanted, @Value("${siteswap.data:./data}") Path data) {
    TwinOptions options =
        new TwinOptions(
            wanted.address(),
            wanted.port(),
            wanted.speed(),
            wanted.world(),
            wanted.hostsPerSite(),
            wanted.vms(),
            Optional.of(data),
            Optional.empty());
    Twin twin = Twin.start(options, InstantSource.system());
    LOG.info(
        "The twin answers at {} for {}, password {}; its controls are listed at {}",
        twin.api(),
        Sessions.USER,
        Sessions.PASSWORD,
        twin.api().resolve("/twin"));
    return twin;
  }

  @Bean
  static TwinFirst twinFirst() {
    return new TwinFirst();
  }

  /** What is checked against the Manager needs it to answer. */
  static class TwinFirst extends AbstractDependsOnBeanFactoryPostProcessor {
    TwinFirst() {
      super(ConfigurationCheck.class, Twin.class);
    }
  }
}
