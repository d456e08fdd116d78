package io.siteswap.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Manager and desk of the demo are where the twin is. */
class TwinDefaultsTest {
  private static final String MANAGER = "siteswap.clusters.demo.manager.url";
  private static final String DESK = "siteswap.tickets.desks.demo.url";

  private static StandardEnvironment with(Map<String, Object> settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("settings", settings));
    new TwinDefaults().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }

  @Test
  void aPortThatTheSystemChoosesIsKnownToAll() {
    StandardEnvironment environment = with(Map.of("siteswap.twin.port", "0"));

    int port = environment.getRequiredProperty("siteswap.twin.port", Integer.class);
    assertThat(port).isPositive();
    assertThat(URI.create(environment.getRequiredProperty(MANAGER)).getPort()).isEqualTo(port);
    assertThat(URI.create(environment.getRequiredProperty(DESK)).getPort()).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.2, 127.0.0.2", "0.0.0.0, 127.0.0.1", "::, 127.0.0.1", "'', 127.0.0.1"})
  void theyAreAskedWhereTheTwinListens(String address, String expected) {
    StandardEnvironment environment = with(Map.of("siteswap.twin.address", address));

    assertThat(environment.getRequiredProperty(MANAGER))
        .isEqualTo("http://" + expected + ":8181/ovirt-engine/api");
    assertThat(environment.getRequiredProperty(DESK)).isEqualTo("http://" + expected + ":8181");
  }

  @Test
  void aPortOfATwinThatIsNotTheManagerStaysAsItIs() {
    StandardEnvironment environment =
        with(Map.of("siteswap.twin.port", "0", MANAGER, "https://manager.example.com/api"));

    assertThat(environment.getRequiredProperty("siteswap.twin.port")).isEqualTo("0");
  }
}
