package io.siteswap.twin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.world.DefaultWorld;
import io.siteswap.twin.world.TwinDomain;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.VmStatus;

/** Makes a VM troublesome: stuck in its migrations, paused, or not responding. */
final class VmControl {
  private static final List<VmStatus> STATUSES =
      List.of(
          VmStatus.UP,
          VmStatus.PAUSED,
          VmStatus.NOT_RESPONDING,
          VmStatus.IMAGE_LOCKED,
          VmStatus.DOWN);

  private VmControl() {}

  /** One more VM, running on a host or down; nothing asks whether it fits there. */
  static JsonNode add(Simulation sim, JsonNode body) {
    World world = sim.world;
    String name = body.path("name").asText("");
    if (name.isEmpty() || world.vmNamed(name).isPresent()) {
      throw new Control.BadInput(400, "name is '" + name + "': expected one no VM has");
    }
    if (!world.hasCluster()) {
      throw new Control.BadInput(409, "There is no cluster for the VM '" + name + "'");
    }
    TwinVm vm = new TwinVm();
    vm.name = name;
    vm.id = DefaultWorld.id("vm", name);
    vm.memory = body.path("memoryMiB").asLong(1024) << 20;
    vm.created = world.now;
    Optional<TwinHost> host = host(world, body.path("host").asText(""));
    VmStatus usual = host.isPresent() ? VmStatus.UP : VmStatus.DOWN;
    vm.status = body.has("status") ? status(body.path("status").asText()) : usual;
    if (vm.isDown() == host.isPresent()) {
      throw new Control.BadInput(400, "A VM that is " + vm.status.value() + " needs no such host");
    }
    world.vms.put(vm.id, vm);
    host.ifPresent(on -> vm.started = Optional.of(world.now));
    sim.placement.put(vm, host.map(on -> on.id));
    return show(vm);
  }

  private static Optional<TwinHost> host(World world, String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<TwinHost> host = world.hostNamed(name);
    if (host.isEmpty()) {
      throw new Control.BadInput(404, "There is no host '" + name + "'");
    }
    return host;
  }

  static JsonNode change(World world, String name, JsonNode body) {
    TwinVm vm =
        world
            .vmNamed(name)
            .orElseThrow(() -> new Control.BadInput(404, "There is no VM '" + name + "'"));
    if (body.has("stuck")) {
      vm.stuck = body.path("stuck").asBoolean();
    }
    if (body.has("status")) {
      vm.status = running(status(body.path("status").asText()));
    }
    if (body.has("leaseHotPlugFails")) {
      vm.leaseHotPlugFails = body.path("leaseHotPlugFails").asBoolean();
    }
    if (body.has("migrationsToFail")) {
      vm.migrationsToFail = body.path("migrationsToFail").asInt();
      vm.migrationError = body.path("migrationError").asText("Internal Engine Error");
    }
    if (body.has("leased")) {
      lease(world, vm, body.path("leased").asBoolean());
    }
    return show(vm);
  }

  /** As if it had been highly available with a lease since its start, or never. */
  private static void lease(World world, TwinVm vm, boolean leased) {
    vm.ha = leased;
    vm.lease = world.domains.stream().findFirst().map(TwinDomain::id).filter(id -> leased);
    vm.withoutItsLease = false;
  }

  private static JsonNode show(TwinVm vm) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", vm.name)
        .put("status", vm.status.value())
        .put("stuck", vm.stuck)
        .put("migrationsToFail", vm.migrationsToFail)
        .put("leased", vm.lease.isPresent())
        .put("leaseHotPlugFails", vm.leaseHotPlugFails);
  }

  private static VmStatus running(VmStatus status) {
    if (status == VmStatus.DOWN) {
      throw new Control.BadInput(400, "status is 'down': ask the Manager to stop the VM");
    }
    return status;
  }

  private static VmStatus status(String text) {
    return STATUSES.stream()
        .filter(status -> status.value().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ControlInput.bad(
                    "status is '"
                        + text
                        + "': expected up, paused, not_responding or image_locked"));
  }
}
