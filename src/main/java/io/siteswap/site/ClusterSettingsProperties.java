package io.siteswap.site;

import com.fasterxml.jackson.core.JsonPointer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What lies outside of the Managers as it stands in the configuration, by the clusters' names.
 *
 * @param clusters {@code siteswap.clusters.<name>.*}
 */
@ConfigurationProperties("siteswap")
record ClusterSettingsProperties(@DefaultValue Map<String, Cluster> clusters) {

  record Cluster(
      LatencyProperties latency,
      @DefaultValue Map<String, ReplicationProperties> replication,
      String managerAvailability,
      @DefaultValue RecoveryProperties recovery) {}

  record RecoveryProperties(
      String quorum,
      String powerOffSuffices,
      String escalateAfter,
      @DefaultValue("30m") Duration recoveryTimeObjective,
      @DefaultValue("20") int wave,
      @DefaultValue("1m") Duration pause,
      @DefaultValue({"54321", "22"}) List<Integer> ports,
      @DefaultValue("2s") Duration patience,
      LeaseProbeProperties leaseProbe) {}

  record LeaseProbeProperties(
      String url,
      String pointer,
      @DefaultValue("2s") Duration timeout,
      String user,
      String password,
      String token) {}

  record LatencyProperties(
      @DefaultValue("54321") int port,
      @DefaultValue("5") int samples,
      @DefaultValue("2s") Duration timeout,
      @DefaultValue("100ms") Duration limit) {}

  record ReplicationProperties(
      String type,
      String url,
      String pointer,
      String query,
      String expected,
      Duration maxAge,
      @DefaultValue("5s") Duration timeout,
      String user,
      String password,
      String token) {}

  ClusterSettingsByName checked() {
    return new ClusterSettingsByName(
        clusters.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry ->
                        settings("siteswap.clusters." + entry.getKey() + ".", entry.getValue()))));
  }

  private static ClusterSettings settings(String at, Cluster cluster) {
    return new ClusterSettings(
        Optional.ofNullable(cluster.latency())
            .map(latency -> latency(at + "latency.", latency))
            .orElse(Latency.DEFAULT),
        replication(at + "replication.", cluster.replication()),
        Optional.ofNullable(cluster.managerAvailability())
            .map(word -> availability(at + "manager-availability", word)),
        recovery(at + "recovery.", cluster.recovery()));
  }

  private static Recovery recovery(String at, RecoveryProperties given) {
    inTheTable(at + "quorum", given.quorum());
    inTheTable(at + "power-off-suffices", given.powerOffSuffices());
    inTheTable(at + "escalate-after", given.escalateAfter());
    if (given.wave() < 1) {
      throw wrong(at + "wave", given.wave(), "no number of VMs", "1 or more, e.g. 20");
    }
    if (given.pause().isNegative()) {
      throw wrong(at + "pause", given.pause(), "no length of time", "0s or more, e.g. 1m");
    }
    given.ports().forEach(port -> port(at + "ports", port));
    return new Recovery(
        positive(at + "recovery-time-objective", given.recoveryTimeObjective(), "30m"),
        given.wave(),
        given.pause(),
        given.ports(),
        positive(at + "patience", given.patience(), "2s"),
        Optional.ofNullable(given.leaseProbe())
            .map(probe -> leaseProbe(at + "lease-probe.", probe)));
  }

  /** Whoever has set it must not believe that it still holds. */
  private static void inTheTable(String property, String value) {
    if (value != null) {
      throw wrong(
          property,
          value,
          "no longer a setting",
          "a row for recover-lost-site in siteswap.approvals.table, the table of who must approve");
    }
  }

  private static LeaseProbe leaseProbe(String at, LeaseProbeProperties given) {
    String url = required(at + "url", given.url());
    String pointer = required(at + "pointer", given.pointer());
    url(at + "url", url.replace(LeaseProbe.HOST, "host"), url);
    pointer(at + "pointer", pointer);
    if (!url.contains(LeaseProbe.HOST) && !pointer.contains(LeaseProbe.HOST)) {
      throw wrong(
          at + "url",
          url,
          "the same for every host",
          "{host} in it or in the pointer, e.g. https://storage.example.com/leases/{host}");
    }
    return new LeaseProbe(
        url,
        pointer,
        positive(at + "timeout", given.timeout(), "2s"),
        authorization(at, given.user(), given.password(), given.token()));
  }

  private static void port(String property, int port) {
    if (port < 1 || port > 65535) {
      throw wrong(property, port, "no port", "a number from 1 to 65535");
    }
  }

  private static Latency latency(String at, LatencyProperties latency) {
    port(at + "port", latency.port());
    if (latency.samples() < 0 || latency.samples() > 100) {
      throw wrong(
          at + "samples",
          latency.samples(),
          "no number of samples",
          "0 (not measured) to 100, e.g. 5");
    }
    return new Latency(
        latency.port(),
        latency.samples(),
        positive(at + "timeout", latency.timeout(), "2s"),
        positive(at + "limit", latency.limit(), "100ms"));
  }

  private static ManagerAvailability availability(String property, String word) {
    return Arrays.stream(ManagerAvailability.values())
        .filter(way -> way.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    property,
                    word,
                    "no way to keep a Manager available",
                    Arrays.stream(ManagerAvailability.values())
                        .map(ManagerAvailability::word)
                        .collect(Collectors.joining(", "))));
  }

  private static SortedMap<String, Replication> replication(
      String at, Map<String, ReplicationProperties> domains) {
    SortedMap<String, Replication> checked = new TreeMap<>();
    domains.forEach(
        (domain, properties) -> checked.put(domain, replication(at + domain + ".", properties)));
    return checked;
  }

  private static Replication replication(String at, ReplicationProperties given) {
    return switch (required(at + "type", given.type())) {
      case "http" -> http(at, given);
      case "prometheus" -> prometheus(at, given);
      case "external-status" -> new Replication.ExternalStatus();
      case "attestation" -> new Replication.Attestation();
      default ->
          throw wrong(
              at + "type",
              given.type(),
              "no kind of probe",
              "http, prometheus, external-status or attestation");
    };
  }

  private static Replication http(String at, ReplicationProperties given) {
    Optional<String> text = Optional.ofNullable(given.expected());
    Optional<Duration> maxAge = Optional.ofNullable(given.maxAge());
    if (text.isPresent() == maxAge.isPresent()) {
      throw new WrongConfiguration(
          text.isPresent()
              ? at + "expected and " + at + "max-age are both set"
              : at + "expected is missing, and so is " + at + "max-age",
          "Set one of them: the text that has to stand at the pointer, or how old the time there"
              + " may be.");
    }
    return new Replication.Http(
        web(at, given),
        pointer(at + "pointer", required(at + "pointer", given.pointer())),
        new Replication.Expected(text, maxAge.map(age -> positive(at + "max-age", age, "5m"))));
  }

  private static JsonPointer pointer(String property, String text) {
    try {
      return JsonPointer.compile(text);
    } catch (IllegalArgumentException e) {
      throw wrong(property, text, "no JSON pointer", "e.g. /replication/state");
    }
  }

  private static Replication prometheus(String at, ReplicationProperties given) {
    return new Replication.Prometheus(
        web(at, given),
        required(at + "query", given.query()),
        comparison(at + "expected", required(at + "expected", given.expected())));
  }

  private static Comparison comparison(String property, String text) {
    try {
      return Comparison.of(text);
    } catch (IllegalArgumentException e) {
      throw wrong(property, text, "no bound", "e.g. '>= 1', '< 30' or '1'");
    }
  }

  private static Replication.Web web(String at, ReplicationProperties given) {
    return new Replication.Web(
        url(at + "url", required(at + "url", given.url())),
        positive(at + "timeout", given.timeout(), "5s"),
        authorization(at, given.user(), given.password(), given.token()));
  }

  private static Optional<String> authorization(
      String at, String user, String password, String token) {
    if (token != null && user != null) {
      throw new WrongConfiguration(
          at + "token and " + at + "user are both set",
          "Set the token, or the user with a password.");
    }
    if (token != null) {
      return Optional.of("Bearer " + token);
    }
    return Optional.ofNullable(user)
        .map(name -> name + ":" + required(at + "password", password))
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .map(bytes -> "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  private static URI url(String property, String value) {
    return url(property, value, value);
  }

  private static URI url(String property, String address, String value) {
    try {
      URI url = new URI(address);
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below, with the value
    }
    throw wrong(property, value, "no address", "e.g. https://storage.example.com/api/replication");
  }

  private static Duration positive(String property, Duration value, String example) {
    if (value.isNegative() || value.isZero()) {
      throw wrong(property, value, "no length of time", "e.g. " + example);
    }
    return value;
  }

  private static String required(String property, String value) {
    if (value == null || value.isBlank()) {
      throw new WrongConfiguration(
          property + " is missing", "Set it; docs/configuration.md says what it means.");
    }
    return value;
  }

  private static WrongConfiguration wrong(
      String property, Object value, String what, String expected) {
    return new WrongConfiguration(
        "%s is '%s', which is %s".formatted(property, value, what), "Expected " + expected + ".");
  }
}
