package io.siteswap.twin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.twin.behaviour.Maintenance;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.world.DefaultWorld;
import io.siteswap.twin.world.InstallOutcome;
import io.siteswap.twin.world.PowerAnswer;
import io.siteswap.twin.world.PowerManagement;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinAgent;
import io.siteswap.twin.world.TwinDomain;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinNetwork;
import io.siteswap.twin.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How installations are to end, and what is wrong with the networks of which host. */
final class HostControl {
  static final List<String> ENDPOINTS =
      List.of(
          "POST|DELETE /twin/installs/{hostName}",
          "POST /twin/hosts/{name}",
          "POST /twin/networks");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> HOST_FIELDS =
      List.of(
          "withoutNetwork",
          "outOfSync",
          "withNetwork",
          "site",
          "hostedEngine",
          "power",
          "powerManaged",
          "refusesMigrations",
          "withoutStorage",
          "withStorage");
  private static final int HIGHEST_VLAN = 4094;

  private final Simulation sim;
  private final World world;

  HostControl(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  /** Empty where there is no such control. */
  Optional<JsonNode> answer(String method, List<String> steps, JsonNode body) {
    String name = steps.size() > 2 ? steps.get(2) : "";
    if (steps.size() > 3) {
      return Optional.empty();
    }
    String call = method + " " + steps.get(1) + (name.isEmpty() ? "" : "/*");
    return switch (call) {
      case "POST installs/*" -> Optional.of(install(name, body));
      case "DELETE installs/*" -> Optional.of(forget(name));
      case "POST hosts/*" -> Optional.of(host(name, body));
      case "POST networks" -> Optional.of(network(body));
      default -> Optional.empty();
    };
  }

  private JsonNode install(String name, JsonNode body) {
    String result = body.path("result").asText("");
    String text =
        ControlInput.text(body, "reason").or(() -> ControlInput.text(body, "detail")).orElse("");
    switch (result) {
      case "install_failed" ->
          put(name, InstallOutcome.Result.INSTALL_FAILED, text, "Connection to the host failed");
      case "non_operational" -> put(name, InstallOutcome.Result.NON_OPERATIONAL, text, "general");
      case "unreachable" -> put(name, InstallOutcome.Result.UNREACHABLE, text, result);
      case "locked_out" -> put(name, InstallOutcome.Result.LOCKED_OUT, text, result);
      case "up" -> world.installs.remove(name);
      default ->
          throw ControlInput.bad(
              "result is '"
                  + result
                  + "': expected install_failed, non_operational, unreachable, locked_out or up");
    }
    world.hostNamed(name).ifPresent(this::lookSoon);
    return installs();
  }

  private void put(String name, InstallOutcome.Result result, String text, String usual) {
    world.installs.put(name, new InstallOutcome(result, text.isEmpty() ? usual : text));
  }

  private void lookSoon(TwinHost host) {
    sim.schedule(sim.nextTick(Maintenance.MONITORING), Task.Kind.HOST_MONITORING, host.id);
  }

  private JsonNode forget(String name) {
    world.installs.remove(name);
    return installs();
  }

  private JsonNode installs() {
    ObjectNode node = NODES.objectNode();
    world.installs.forEach(
        (name, outcome) ->
            node.putObject(name)
                .put("result", outcome.result().name().toLowerCase(Locale.ROOT))
                .put("text", outcome.text()));
    return node;
  }

  private JsonNode host(String name, JsonNode body) {
    TwinHost host = world.hostNamed(name).orElseThrow(() -> ControlInput.none("host", name));
    body.fieldNames().forEachRemaining(HostControl::checkHostField);
    ControlInput.text(body, "withoutNetwork")
        .ifPresent(net -> host.missingNetworks.add(networkId(net)));
    ControlInput.text(body, "outOfSync")
        .ifPresent(net -> host.unsyncedNetworks.add(networkId(net)));
    ControlInput.text(body, "withNetwork").map(this::networkId).ifPresent(id -> mend(host, id));
    ControlInput.text(body, "site").ifPresent(site -> host.site = site);
    if (body.has("hostedEngine")) {
      host.hostedEngine = body.path("hostedEngine").asBoolean();
    }
    ControlInput.text(body, "power")
        .map(HostControl::powerAnswer)
        .ifPresent(answer -> host.powerAnswer = Optional.of(answer));
    if (body.has("powerManaged")) {
      managePower(host, body.path("powerManaged").asBoolean());
    }
    ControlInput.text(body, "withoutStorage").map(this::domainId).ifPresent(id -> blind(host, id));
    ControlInput.text(body, "withStorage").map(this::domainId).ifPresent(host.blindTo::remove);
    if (body.has("refusesMigrations")) {
      host.refusesMigrations = body.path("refusesMigrations").asBoolean();
    }
    lookSoon(host);
    ObjectNode node = NODES.objectNode().put("name", host.name).put("site", host.site);
    names(node.putArray("withoutNetworks"), host.missingNetworks);
    names(node.putArray("outOfSync"), host.unsyncedNetworks);
    return node.put("hostedEngine", host.hostedEngine)
        .put("power", host.powerAnswer().word())
        .put("powerManaged", host.power.enabled())
        .put("refusesMigrations", host.refusesMigrations);
  }

  private static PowerAnswer powerAnswer(String word) {
    return Stream.of(PowerAnswer.values())
        .filter(answer -> answer.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                ControlInput.bad(
                    "power is '" + word + "': expected on, off, unknown or unreachable"));
  }

  /** The Manager refuses power management without an agent, so there is one. */
  private static void managePower(TwinHost host, boolean managed) {
    host.power = new PowerManagement(managed, host.power.automatic(), host.power.kdumpDetection());
    if (managed && host.agents.isEmpty()) {
      String id = DefaultWorld.id("fenceagent", host.name);
      host.agents.add(new TwinAgent(id, "bmc-" + host.name, "ipmilan", "admin", 1, false));
    }
  }

  private static void checkHostField(String field) {
    if (!HOST_FIELDS.contains(field)) {
      throw ControlInput.bad(
          "'" + field + "' cannot be set on a host: expected some of " + HOST_FIELDS);
    }
  }

  private void blind(TwinHost host, String domain) {
    host.blindTo.add(domain);
    sim.storage.doubt();
  }

  private String domainId(String name) {
    return world.domains.stream()
        .filter(domain -> domain.name().equals(name))
        .map(TwinDomain::id)
        .findFirst()
        .orElseThrow(() -> ControlInput.none("storage domain", name));
  }

  private static void mend(TwinHost host, String network) {
    host.missingNetworks.remove(network);
    host.unsyncedNetworks.remove(network);
  }

  private void names(ArrayNode into, Set<String> networks) {
    world.networks.stream()
        .filter(network -> networks.contains(network.id()))
        .forEach(network -> into.add(network.name()));
  }

  private String networkId(String name) {
    return world.networks.stream()
        .filter(network -> network.name().equals(name))
        .map(TwinNetwork::id)
        .findFirst()
        .orElseThrow(() -> ControlInput.none("network", name));
  }

  private JsonNode network(JsonNode body) {
    String name =
        ControlInput.text(body, "name").orElseThrow(() -> ControlInput.bad("name is missing"));
    int vlan = body.path("vlan").asInt(0);
    if (vlan < 0 || vlan > HIGHEST_VLAN) {
      throw ControlInput.bad("vlan is " + vlan + ": expected 1 to " + HIGHEST_VLAN);
    }
    if (!world.hasDataCentre()) {
      throw new Control.BadInput(409, "There is no data centre for the network '" + name + "'");
    }
    world.networks.removeIf(old -> old.name().equals(name));
    TwinNetwork network =
        TwinNetwork.ofVms(
            name,
            body.path("required").asBoolean(),
            Optional.of(vlan).filter(number -> number > 0));
    world.networks.add(network);
    return NODES
        .objectNode()
        .put("id", network.id())
        .put("name", name)
        .put("required", network.required());
  }
}
