package io.siteswap.site;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells of settings that nothing reads, most of them misspelt. No more than that: an orchestrator
 * may put {@code SITESWAP_...} into the environment that is not meant as one.
 */
@Component
class UnknownSettings {
  private static final Logger log = LoggerFactory.getLogger(UnknownSettings.class);
  private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("siteswap");

  /** Read without being bound to anything, or only where there is an embedded twin. */
  private static final List<ConfigurationPropertyName> READ_OTHERWISE =
      List.of(
          ConfigurationPropertyName.of("siteswap.data"),
          ConfigurationPropertyName.of("siteswap.link"),
          ConfigurationPropertyName.of("siteswap.twin"));

  private final ApplicationContext context;

  UnknownSettings(ApplicationContext context) {
    this.context = context;
  }

  @EventListener(ApplicationReadyEvent.class)
  void tell() {
    unknown().forEach(name -> log.warn("{} is set, but Siteswap knows no such setting", name));
  }

  Set<ConfigurationPropertyName> unknown() {
    Set<ConfigurationPropertyName> bound =
        BoundConfigurationProperties.get(context).getAll().keySet();
    return StreamSupport.stream(
            ConfigurationPropertySources.get(context.getEnvironment()).spliterator(), false)
        .filter(IterableConfigurationPropertySource.class::isInstance)
        .map(IterableConfigurationPropertySource.class::cast)
        .flatMap(IterableConfigurationPropertySource::stream)
        .filter(OURS::isAncestorOf)
        .filter(name -> !bound.contains(name))
        .filter(name -> READ_OTHERWISE.stream().noneMatch(read -> holds(read, name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean holds(ConfigurationPropertyName read, ConfigurationPropertyName name) {
    return read.equals(name) || read.isAncestorOf(name);
  }
}
