package io.siteswap.twin;

import io.siteswap.site.ConfigurationCheck;
import io.siteswap.site.EmbeddedTwin;
import io.siteswap.site.WrongConfiguration;
import io.siteswap.twin.desk.DeskOptions;
import io.siteswap.twin.protocol.Sessions;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Runs a twin inside the application when siteswap.twin.enabled says so. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("siteswap.twin.enabled")
@EnableConfigurationProperties(TwinProperties.class)
class TwinConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(TwinConfiguration.class);

  @Bean(destroyMethod = "close")
  Twin twin(
      TwinProperties wanted,
      @Value("${siteswap.data:./data}") Path data,
      ObjectProvider<EmbeddedTwin> embedded) {
    refuseDeskBesideAnother(wanted, embedded);
    TwinOptions options =
        new TwinOptions(
            wanted.address(),
            wanted.port(),
            wanted.speed(),
            wanted.world(),
            wanted.hostsPerSite(),
            wanted.vms(),
            Optional.of(data),
            Optional.empty(),
            desk(wanted.desk(), data));
    Twin twin = start(options);
    LOG.info(
        "The twin answers at {} for {}, password {}; its controls are listed at {}",
        twin.api(),
        Sessions.USER,
        Sessions.PASSWORD,
        twin.api().resolve("/twin"));
    if (!wanted.desk().siteswap().isEmpty()) {
      twin.tell(URI.create(wanted.desk().siteswap()));
    }
    return twin;
  }

  private static Twin start(TwinOptions options) {
    try {
      return Twin.start(options, InstantSource.system());
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof BindException taken) {
        throw new WrongConfiguration(
            "siteswap.twin.address and siteswap.twin.port are %s and %d: %s"
                .formatted(options.address(), options.port(), taken.getMessage()),
            "Stop what listens there, or choose another port; 0 lets the system choose.");
      }
      throw e;
    }
  }

  private static Optional<DeskOptions> desk(TwinProperties.Desk wanted, Path data) {
    return Optional.of(wanted)
        .filter(TwinProperties.Desk::enabled)
        .map(desk -> new DeskOptions(desk.header(), desk.secret(), Optional.of(data)));
  }

  /** Everybody may approve there. */
  private static void refuseDeskBesideAnother(
      TwinProperties wanted, ObjectProvider<EmbeddedTwin> embedded) {
    boolean another = embedded.stream().anyMatch(twin -> !twin.isOnlyManager());
    if (wanted.desk().enabled() && another) {
      throw new WrongConfiguration(
          "siteswap.twin.desk.enabled is true, while the twin is not the only Manager",
          "Leave it out: at the demo desk everybody may approve a change.");
    }
  }

  /** Once its own port is known. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> tellsTheSiteswapItIsPartOf(
      Twin twin, TwinProperties wanted, Environment environment) {
    return ready -> {
      String port = environment.getProperty("local.server.port", "");
      if (wanted.desk().enabled() && wanted.desk().siteswap().isEmpty() && !port.isEmpty()) {
        twin.tell(URI.create("http://localhost:" + port));
      }
    };
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
