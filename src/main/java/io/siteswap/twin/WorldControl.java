package io.siteswap.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovirt.engine.sdk4.types.ExternalStatus;

/** Changes to things of the world that nobody could ask a Manager for. */
final class WorldControl {
  static final List<String> ENDPOINTS =
      List.of(
          "POST|DELETE /twin/installs/{hostName}",
          "POST /twin/hosts/{name}",
          "POST /twin/networks",
          "POST /twin/storagedomains/{name}",
          "POST|DELETE /twin/imagetransfers",
          "POST|DELETE /twin/account",
          "POST /twin/manager/restart");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> HOST_FIELDS =
      List.of("withoutNetwork", "outOfSync", "withNetwork", "site", "hostedEngine");
  private static final int MOST_SECONDS = 3600;
  private static final int HIGHEST_VLAN = 4094;

  private final Simulation sim;
  private final World world;

  WorldControl(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  /** Empty where there is no such control. */
  Optional<JsonNode> answer(String method, List<String> steps, JsonNode body) {
    String name = steps.size() > 2 ? steps.get(2) : "";
    String call = method + " " + steps.get(1) + (name.isEmpty() ? "" : "/*");
    return switch (call) {
      case "POST installs/*" -> Optional.of(install(name, body));
      case "DELETE installs/*" -> Optional.of(forget(name));
      case "POST hosts/*" -> Optional.of(host(name, body));
      case "POST networks" -> Optional.of(network(body));
      case "POST storagedomains/*" -> Optional.of(domain(name, body));
      case "POST imagetransfers" -> Optional.of(transfer(body));
      case "DELETE imagetransfers" -> Optional.of(endTransfers());
      case "POST account" -> Optional.of(account(permits(body)));
      case "DELETE account" -> Optional.of(account(EnumSet.allOf(Permit.class)));
      case "POST manager/*" ->
          name.equals("restart") ? Optional.of(restart(body)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Control.BadInput bad(String message) {
    return new Control.BadInput(400, message);
  }

  private static Control.BadInput none(String what, String name) {
    return new Control.BadInput(404, "There is no " + what + " '" + name + "'");
  }

  private JsonNode install(String name, JsonNode body) {
    String result = body.path("result").asText("");
    String text = text(body, "reason").or(() -> text(body, "detail")).orElse("");
    switch (result) {
      case "install_failed" ->
          put(name, InstallOutcome.Result.INSTALL_FAILED, text, "Connection to the host failed");
      case "non_operational" -> put(name, InstallOutcome.Result.NON_OPERATIONAL, text, "general");
      case "unreachable" -> put(name, InstallOutcome.Result.UNREACHABLE, text, result);
      case "locked_out" -> put(name, InstallOutcome.Result.LOCKED_OUT, text, result);
      case "up" -> world.installs.remove(name);
      default ->
          throw bad(
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
    TwinHost host = world.hostNamed(name).orElseThrow(() -> none("host", name));
    body.fieldNames().forEachRemaining(WorldControl::checkHostField);
    text(body, "withoutNetwork").ifPresent(net -> host.missingNetworks.add(networkId(net)));
    text(body, "outOfSync").ifPresent(net -> host.unsyncedNetworks.add(networkId(net)));
    text(body, "withNetwork").map(this::networkId).ifPresent(id -> mend(host, id));
    text(body, "site").ifPresent(site -> host.site = site);
    if (body.has("hostedEngine")) {
      host.hostedEngine = body.path("hostedEngine").asBoolean();
    }
    lookSoon(host);
    ObjectNode node = NODES.objectNode().put("name", host.name).put("site", host.site);
    names(node.putArray("withoutNetworks"), host.missingNetworks);
    names(node.putArray("outOfSync"), host.unsyncedNetworks);
    return node.put("hostedEngine", host.hostedEngine);
  }

  private static void checkHostField(String field) {
    if (!HOST_FIELDS.contains(field)) {
      throw bad("'" + field + "' cannot be set on a host: expected some of " + HOST_FIELDS);
    }
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

  private static Optional<String> text(JsonNode body, String field) {
    return Optional.of(body.path(field).asText("")).filter(text -> !text.isEmpty());
  }

  private String networkId(String name) {
    return world.networks.stream()
        .filter(network -> network.name().equals(name))
        .map(TwinNetwork::id)
        .findFirst()
        .orElseThrow(() -> none("network", name));
  }

  private JsonNode network(JsonNode body) {
    String name = text(body, "name").orElseThrow(() -> bad("name is missing"));
    int vlan = body.path("vlan").asInt(0);
    if (vlan < 0 || vlan > HIGHEST_VLAN) {
      throw bad("vlan is " + vlan + ": expected 1 to " + HIGHEST_VLAN);
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

  private JsonNode domain(String name, JsonNode body) {
    TwinDomain old =
        world.domains.stream()
            .filter(domain -> domain.name().equals(name))
            .findFirst()
            .orElseThrow(() -> none("storage domain", name));
    TwinDomain now =
        text(body, "externalStatus")
            .map(status -> old.withReported(externalStatus(status)))
            .orElse(old);
    Optional<String> status = text(body, "status");
    if (status.isPresent()) {
      now = now.withInactive(isInactive(status.get()));
    }
    TwinDomain changed = now;
    world.domains.replaceAll(domain -> domain.id().equals(changed.id()) ? changed : domain);
    if (old.inactive() != now.inactive()) {
      EventKind kind = now.inactive() ? EventKind.DOMAIN_DEACTIVATED : EventKind.DOMAIN_RECOVERED;
      sim.events.add(Note.of(kind, name, world.dataCentre.name));
    }
    return NODES
        .objectNode()
        .put("name", name)
        .put("status", now.inactive() ? "inactive" : "active")
        .put("externalStatus", now.externalStatus().value());
  }

  private static boolean isInactive(String status) {
    return switch (status) {
      case "inactive" -> true;
      case "active" -> false;
      default -> throw bad("status is '" + status + "': expected active or inactive");
    };
  }

  private static ExternalStatus externalStatus(String word) {
    return Arrays.stream(ExternalStatus.values())
        .filter(status -> status.value().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                bad(
                    "externalStatus is '"
                        + word
                        + "': expected ok, info, warning, error or failure"));
  }

  private JsonNode transfer(JsonNode body) {
    String name = body.path("vm").asText("");
    TwinVm vm = world.vmNamed(name).orElseThrow(() -> none("VM", name));
    String host =
        vm.host
            .or(() -> world.hosts.keySet().stream().findFirst())
            .orElseThrow(() -> bad("There is no host to transfer through"));
    String id = UUID.randomUUID().toString();
    world.imageTransfers.put(id, new ImageTransfer(id, vm.id, host));
    return transfers();
  }

  private JsonNode endTransfers() {
    world.imageTransfers.clear();
    world.hosts.values().forEach(sim.maintenance::look);
    return transfers();
  }

  private JsonNode transfers() {
    return NODES.objectNode().put("imageTransfers", world.imageTransfers.size());
  }

  private static Set<Permit> permits(JsonNode body) {
    if (!body.path("permits").isArray()) {
      throw bad("permits is " + body.path("permits") + ": expected a list of names");
    }
    Set<Permit> permits = EnumSet.noneOf(Permit.class);
    for (JsonNode word : body.path("permits")) {
      permits.add(
          Permit.named(word.asText())
              .orElseThrow(
                  () ->
                      bad(
                          "'"
                              + word.asText()
                              + "' is no permit: expected some of "
                              + Arrays.stream(Permit.values()).map(Permit::word).toList())));
    }
    return permits;
  }

  private JsonNode account(Set<Permit> permits) {
    world.withheld.clear();
    world.withheld.addAll(EnumSet.allOf(Permit.class));
    world.withheld.removeAll(permits);
    ObjectNode node = NODES.objectNode();
    ArrayNode list = node.putArray("permits");
    permits.forEach(permit -> list.add(permit.word()));
    return node;
  }

  private JsonNode restart(JsonNode body) {
    int seconds = body.path("seconds").asInt(24);
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw bad("seconds is " + seconds + ": expected 1 to " + MOST_SECONDS);
    }
    sim.manager.stop(Duration.ofSeconds(seconds));
    return NODES.objectNode().put("back", world.managerBack.orElseThrow().toString());
  }
}
