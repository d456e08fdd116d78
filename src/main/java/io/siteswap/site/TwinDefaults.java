package io.siteswap.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Where no cluster is configured, the embedded twin is the Manager of a cluster "demo". */
class TwinDefaults implements EnvironmentPostProcessor {
  private static final String CLUSTERS = "siteswap.clusters";
  private static final String ENABLED = "siteswap.twin.enabled";
  private static final String DESK = "siteswap.twin.desk.enabled";
  private static final String PORT = "siteswap.twin.port";
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication app) {
    boolean configured =
        Binder.get(environment)
            .bind(CLUSTERS, Bindable.mapOf(String.class, Object.class))
            .isBound();
    if (!configured && environment.getProperty(PORT, "").strip().equals("0")) {
      // Manager and desk are found at this port, so that it must be known before the twin has it.
      environment
          .getPropertySources()
          .addFirst(new MapPropertySource("twinPort", Map.of(PORT, "" + freePort())));
    }
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource("twinDefaults", configured ? managerGiven() : demo(environment)));
  }

  /** Where it listens; one that listens everywhere does so here, too. */
  private static String address(ConfigurableEnvironment environment) {
    String wanted = environment.getProperty("siteswap.twin.address", "").strip();
    return wanted.isEmpty() || EVERYWHERE.contains(wanted) ? "127.0.0.1" : wanted;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> managerGiven() {
    return Map.of(ENABLED, "false");
  }

  private static Map<String, Object> demo(ConfigurableEnvironment environment) {
    String demo = CLUSTERS + ".demo.";
    Map<String, Object> defaults = new HashMap<>();
    defaults.put(ENABLED, "true");
    defaults.put(
        demo + "manager.url",
        "http://" + address(environment) + ":${siteswap.twin.port:8181}/ovirt-engine/api");
    defaults.put(demo + "manager.user", "admin@internal");
    defaults.put(demo + "manager.password", "admin");
    defaults.put(demo + "cluster", "Default");
    defaults.put(demo + "lease-storage-domain", "data");
    defaults.put(demo + "data-center", "Default");
    int perSite = environment.getProperty("siteswap.twin.hosts-per-site", Integer.class, 3);
    for (int i = 0; i < 2 * perSite; i++) {
      String name = (i < perSite ? "north-" : "south-") + (i % perSite + 1);
      defaults.put(demo + "hosts[" + i + "].name", name);
      defaults.put(demo + "hosts[" + i + "].address", name + ".example.com");
    }
    defaults.put(demo + "affinity[0].group", "run-at-north");
    defaults.put(demo + "affinity[0].site", "north");
    defaults.put(demo + "affinity[0].vms[0]", "*");
    defaults.put(demo + "primary.name", "north");
    defaults.put(demo + "primary.hosts[0]", "north-*");
    defaults.put(demo + "secondary.name", "south");
    defaults.put(demo + "secondary.hosts[0]", "south-*");
    if (environment.getProperty(DESK, Boolean.class, true)) {
      defaults.putAll(desk(address(environment)));
    }
    // The twin's hosts have addresses that nobody answers at.
    defaults.put(demo + "latency.samples", "0");
    return defaults;
  }

  /** The desk beside the twin; what the two share is known to this process alone. */
  private static Map<String, Object> desk(String address) {
    String desk = "siteswap.tickets.desks.demo.";
    String secret = UUID.randomUUID().toString();
    return Map.of(
        DESK,
        "true",
        "siteswap.twin.desk.secret",
        secret,
        desk + "type",
        "servicenow",
        desk + "url",
        "http://" + address + ":${siteswap.twin.port:8181}",
        desk + "user",
        "desk",
        desk + "password",
        "desk",
        desk + "webhook.proof",
        "header",
        desk + "webhook.header",
        "X-Desk-Secret",
        desk + "webhook.secrets[0]",
        secret,
        desk + "webhook.number",
        "/number");
  }
}
