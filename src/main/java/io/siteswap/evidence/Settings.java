package io.siteswap.evidence;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/** The configuration that a run ran with, without what opens something. */
@Component
class Settings {
  static final String HIDDEN = "(not shown)";

  private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("siteswap");
  private static final ConfigurationPropertyName DATABASE =
      ConfigurationPropertyName.of("spring.datasource.url");

  /**
   * As people and systems call such things; rather one too many. Who knows a chat's URL writes
   * there.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)passw|secret|token|credential|private|api-?key|passphrase|authorization"
              + "|\\.options($|\\.)|\\.pin$|\\.webhooks\\..*\\.url$");

  private static final Pattern USER_IN_ADDRESS = Pattern.compile("://[^/@\\s]+@");
  private static final Pattern OF_DATABASE = Pattern.compile("[;?].*");

  private final ConfigurableEnvironment environment;

  Settings(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  SortedMap<String, String> shown() {
    SortedMap<String, String> shown = new TreeMap<>();
    StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
        .filter(IterableConfigurationPropertySource.class::isInstance)
        .map(IterableConfigurationPropertySource.class::cast)
        .flatMap(IterableConfigurationPropertySource::stream)
        .filter(name -> OURS.isAncestorOf(name) || DATABASE.equals(name))
        .forEach(name -> shown.put(name.toString(), shown(name)));
    return shown;
  }

  private String shown(ConfigurationPropertyName name) {
    if (SECRET.matcher(name.toString()).find()) {
      return HIDDEN;
    }
    String value = Optional.ofNullable(environment.getProperty(name.toString())).orElse("");
    String address = USER_IN_ADDRESS.matcher(value).replaceAll("://" + HIDDEN + "@");
    return DATABASE.equals(name) ? OF_DATABASE.matcher(address).replaceFirst("") : address;
  }

  /** For tests and for whoever wants to be sure: the values that are not shown. */
  Map<String, String> hidden() {
    Map<String, String> hidden = new TreeMap<>();
    shown()
        .forEach(
            (name, value) -> {
              if (value.equals(HIDDEN)) {
                hidden.put(name, Optional.ofNullable(environment.getProperty(name)).orElse(""));
              }
            });
    return hidden;
  }
}
