package io.siteswap.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What no Manager knows, as it stands in the configuration; what cannot work is refused. */
class ClusterSettingsPropertiesTest {
  private static final String AT = "siteswap.clusters.demo.";
  private static final String DATA = AT + "replication.data.";

  private final Map<String, String> given = new TreeMap<>();

  @Test
  void hasAWordForEverything() {
    given.put(AT + "latency.port", "22");
    given.put(AT + "latency.limit", "40ms");
    given.put(AT + "manager-availability", "ha-vm");
    given.put(DATA + "type", "http");
    given.put(DATA + "url", "https://array.example.com/pairs");
    given.put(DATA + "pointer", "/state");
    given.put(DATA + "expected", "in sync");
    given.put(DATA + "user", "siteswap");
    given.put(DATA + "password", "secret");
    given.put(AT + "replication.archive.type", "external-status");

    given.put(AT + "recovery.lease-probe.url", "https://array.example.com/leases/{host}");
    given.put(AT + "recovery.lease-probe.pointer", "/{host}/renewed");
    given.put(AT + "recovery.lease-probe.token", "secret");

    ClusterSettings settings = checked();

    LeaseProbe probe = settings.recovery().leaseProbe().orElseThrow();
    assertThat(probe.web("north 1").url().toString())
        .isEqualTo("https://array.example.com/leases/north%201");
    assertThat(probe.web("north-1").authorization()).contains("Bearer secret");
    assertThat(probe.pointer("north-1").toString()).isEqualTo("/north-1/renewed");
    assertThat(probe.toString()).doesNotContain("secret");
    assertThat(settings.latency())
        .isEqualTo(new Latency(22, 5, Duration.ofSeconds(2), Duration.ofMillis(40)));
    assertThat(settings.managerAvailability()).contains(ManagerAvailability.HA_VM);
    assertThat(settings.replication().get("archive")).isEqualTo(new Replication.ExternalStatus());
    assertThat(((Replication.Http) settings.replication().get("data")).web().authorization())
        .contains("Basic c2l0ZXN3YXA6c2VjcmV0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          latency.port              | 70000    | no port
          latency.samples           | -1       | no number of samples
          latency.timeout           | 0s       | no length of time
          manager-availability      | prayer   | no way to keep a Manager available
          replication.archive.type  | telepathy| no kind of probe
          replication.data.url      | ftp://x  | no address
          replication.data.pointer  | state    | no JSON pointer
          replication.data.timeout  | -1s      | no length of time
          recovery.quorum           | 3        | no longer a setting
          recovery.power-off-suffices | false  | no longer a setting
          recovery.wave             | 0        | no number of VMs
          recovery.pause            | -1s      | no length of time
          recovery.ports            | 22,0     | no port
          recovery.escalate-after   | 5m       | no longer a setting
          recovery.lease-probe.url  | {host}   | no address
          recovery.lease-probe.url  | http://x | the same for every host
          recovery.lease-probe.pointer | at    | no JSON pointer
          recovery.lease-probe.timeout | 0s    | no length of time
          """)
  void refusesWhatCannotWork(String property, String value, String why) {
    given.put(DATA + "type", "http");
    given.put(DATA + "url", "http://array.example.com");
    given.put(DATA + "pointer", "/state");
    given.put(DATA + "expected", "in sync");
    given.put(AT + "recovery.lease-probe.url", "http://array.example.com/{host}");
    given.put(AT + "recovery.lease-probe.pointer", "/renewed");
    given.put(AT + property, value);

    assertThatThrownBy(this::checked)
        .isInstanceOf(WrongConfiguration.class)
        .hasMessageContaining(AT + property)
        .hasMessageContaining(why)
        .satisfies(e -> assertThat(((WrongConfiguration) e).remedy()).startsWith("Expected "));
  }

  @Test
  void refusesWhatIsMissingOrContradicts() {
    given.put(DATA + "type", "prometheus");
    refused(DATA + "url is missing");

    given.put(DATA + "url", "http://prometheus.example.com");
    refused(DATA + "query is missing");

    given.put(DATA + "query", "array_in_sync");
    given.put(DATA + "expected", "roughly one");
    refused(DATA + "expected is 'roughly one', which is no bound");

    given.put(DATA + "expected", ">= 1");
    given.put(DATA + "user", "siteswap");
    refused(DATA + "password is missing");

    given.put(DATA + "token", "secret");
    refused(DATA + "token and " + DATA + "user are both set");

    given.put(DATA + "type", "http");
    given.put(DATA + "max-age", "5m");
    refused(DATA + "expected and " + DATA + "max-age are both set");
  }

  @ParameterizedTest
  @CsvSource({
    ">= 1, 1, true",
    ">= 1, 0.9, false",
    "< 30, 29.5, true",
    "1, 1, true",
    "!= 0, 0, false"
  })
  void comparesAsWritten(String comparison, double value, boolean holds) {
    assertThat(Comparison.of(comparison).holds(value)).isEqualTo(holds);
    assertThat(Comparison.of(comparison).holds(Double.NaN)).isFalse();
  }

  private void refused(String message) {
    assertThatThrownBy(this::checked)
        .isInstanceOf(WrongConfiguration.class)
        .hasMessageContaining(message);
  }

  private ClusterSettings checked() {
    ClusterSettingsProperties properties =
        new Binder(new MapConfigurationPropertySource(given))
            .bindOrCreate("siteswap", ClusterSettingsProperties.class);
    return properties.checked().of("demo");
  }
}
