package io.siteswap.twin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.world.ImageTransfer;
import io.siteswap.twin.world.Permit;
import io.siteswap.twin.world.TwinDomain;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovirt.engine.sdk4.types.ExternalStatus;

/** Storage, transfers, the account and the Manager itself, as only a twin can change them. */
final class WorldControl {
  static final List<String> ENDPOINTS =
      List.of(
          "POST /twin/storagedomains/{name}",
          "POST|DELETE /twin/imagetransfers",
          "POST|DELETE /twin/account",
          "POST|DELETE /twin/storagetasks",
          "POST /twin/spm",
          "POST /twin/manager",
          "POST /twin/manager/restart");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_SECONDS = 3600;
  private static final int MOST_FAILURES = 100;

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
      case "POST storagedomains/*" -> Optional.of(domain(name, body));
      case "POST storagetasks" -> Optional.of(storageTasks(body.path("count").asInt(1)));
      case "DELETE storagetasks" -> Optional.of(storageTasks(0));
      case "POST spm" -> Optional.of(failElections(body));
      case "POST imagetransfers" -> Optional.of(transfer(body));
      case "DELETE imagetransfers" -> Optional.of(endTransfers());
      case "POST account" -> Optional.of(account(permits(body)));
      case "DELETE account" -> Optional.of(account(EnumSet.allOf(Permit.class)));
      case "POST manager" -> Optional.of(manager(body));
      case "POST manager/*" ->
          name.equals("restart") ? Optional.of(restart(body)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private JsonNode domain(String name, JsonNode body) {
    TwinDomain old =
        world.domains.stream()
            .filter(domain -> domain.name().equals(name))
            .findFirst()
            .orElseThrow(() -> ControlInput.none("storage domain", name));
    TwinDomain now =
        ControlInput.text(body, "externalStatus")
            .map(status -> old.withReported(externalStatus(status)))
            .orElse(old);
    TwinDomain changed = now;
    world.domains.replaceAll(domain -> domain.id().equals(changed.id()) ? changed : domain);
    ControlInput.text(body, "status")
        .map(WorldControl::isInactive)
        .filter(inactive -> inactive != changed.inactive())
        .ifPresent(inactive -> see(changed, !inactive));
    now = world.domain(old.id()).orElseThrow();
    return NODES
        .objectNode()
        .put("name", name)
        .put("status", now.inactive() ? "inactive" : "active")
        .put("master", now.master())
        .put("externalStatus", now.externalStatus().value());
  }

  private void see(TwinDomain domain, boolean seen) {
    if (seen) {
      sim.storage.activate(domain);
    } else {
      sim.storage.deactivate(domain);
    }
  }

  private static boolean isInactive(String status) {
    return switch (status) {
      case "inactive" -> true;
      case "active" -> false;
      default -> throw ControlInput.bad("status is '" + status + "': expected active or inactive");
    };
  }

  private static ExternalStatus externalStatus(String word) {
    return Arrays.stream(ExternalStatus.values())
        .filter(status -> status.value().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                ControlInput.bad(
                    "externalStatus is '"
                        + word
                        + "': expected ok, info, warning, error or failure"));
  }

  private JsonNode transfer(JsonNode body) {
    String name = body.path("vm").asText("");
    TwinVm vm = world.vmNamed(name).orElseThrow(() -> ControlInput.none("VM", name));
    String host =
        vm.host
            .or(() -> world.hosts.keySet().stream().findFirst())
            .orElseThrow(() -> ControlInput.bad("There is no host to transfer through"));
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
      throw ControlInput.bad("permits is " + body.path("permits") + ": expected a list of names");
    }
    Set<Permit> permits = EnumSet.noneOf(Permit.class);
    for (JsonNode word : body.path("permits")) {
      permits.add(
          Permit.named(word.asText())
              .orElseThrow(
                  () ->
                      ControlInput.bad(
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

  private JsonNode failElections(JsonNode body) {
    int count = body.path("failElections").asInt(-1);
    if (count < 0 || count > MOST_FAILURES) {
      throw ControlInput.bad(
          "failElections is "
              + body.path("failElections")
              + ": expected a number from 0 to "
              + MOST_FAILURES);
    }
    world.dataCentre.electionsToFail = count;
    return NODES.objectNode().put("failElections", count);
  }

  private JsonNode storageTasks(int count) {
    world.storageTasks = count;
    return NODES.objectNode().put("storageTasks", count);
  }

  private JsonNode manager(JsonNode body) {
    world.automaticFencing = body.path("automaticFencing").asBoolean(world.automaticFencing);
    world.ignoresVmRulesForMaintenance =
        body.path("ignoreVmToVmAffinityForHostMaintenance")
            .asBoolean(world.ignoresVmRulesForMaintenance);
    return NODES
        .objectNode()
        .put("automaticFencing", world.automaticFencing)
        .put("ignoreVmToVmAffinityForHostMaintenance", world.ignoresVmRulesForMaintenance);
  }

  private JsonNode restart(JsonNode body) {
    int seconds = body.path("seconds").asInt(24);
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw ControlInput.bad("seconds is " + seconds + ": expected 1 to " + MOST_SECONDS);
    }
    sim.manager.stop(Duration.ofSeconds(seconds));
    return NODES.objectNode().put("back", world.managerBack.orElseThrow().toString());
  }
}
