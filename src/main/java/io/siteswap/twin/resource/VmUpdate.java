package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.TwinDomain;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.VmAffinity;
import org.ovirt.engine.sdk4.types.VmStorageErrorResumeBehaviour;

/** Changes a VM: everything is checked before anything is changed. */
final class VmUpdate {
  private static final int HIGHEST_PRIORITY = 100;
  private static final String ACTION = "Cannot edit VM. ";

  private final Simulation sim;
  private final World world;

  VmUpdate(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  void apply(TwinVm vm, Element body, Optional<String> correlation) {
    Optional<String> name = body.at("name").filter(wanted -> !wanted.equals(vm.name));
    name.ifPresent(this::checkName);
    Optional<Integer> priority = body.at("high_availability/priority").map(VmUpdate::priority);
    boolean ha = body.at("high_availability/enabled").map("true"::equals).orElse(vm.ha);
    Optional<Element> lease = body.child("lease");
    lease.flatMap(VmUpdate::leaseDomain).ifPresent(id -> checkLease(vm, id, ha));
    Optional<Element> policy = body.child("placement_policy");
    policy.ifPresent(wanted -> checkPlacement(vm, body, wanted));
    Optional<VmStorageErrorResumeBehaviour> resume =
        body.at("storage_error_resume_behaviour").map(VmUpdate::resume);

    name.ifPresent(wanted -> vm.name = wanted);
    vm.ha = ha;
    priority.ifPresent(value -> vm.haPriority = value);
    lease.ifPresent(wanted -> changeLease(vm, leaseDomain(wanted), correlation));
    changeResume(vm, resume);
    policy.ifPresent(wanted -> place(vm, body, wanted));
    body.child("comment").ifPresent(text -> vm.comment = text.text().orElse(""));
    body.child("description").ifPresent(text -> vm.description = text.text().orElse(""));
  }

  /** A running VM is to take up or give back its lease; the Manager only notes when it cannot. */
  private void changeLease(TwinVm vm, Optional<String> lease, Optional<String> correlation) {
    boolean added = lease.isPresent() && !lease.equals(vm.lease);
    vm.lease = lease;
    vm.withoutItsLease = lease.isPresent() && vm.withoutItsLease;
    if (added && !vm.isDown() && vm.leaseHotPlugFails) {
      vm.withoutItsLease = true;
      sim.events.add(Note.of(EventKind.LEASE_HOT_PLUG_FAILED, vm.name).vm(vm).by(correlation));
    }
  }

  /** With a lease and high availability only killing will do; a running VM has to stop first. */
  private static void changeResume(TwinVm vm, Optional<VmStorageErrorResumeBehaviour> wanted) {
    VmStorageErrorResumeBehaviour next =
        vm.ha && vm.lease.isPresent()
            ? VmStorageErrorResumeBehaviour.KILL
            : wanted.or(() -> vm.nextResume).orElse(vm.resume);
    if (vm.isDown()) {
      vm.resume = next;
    }
    vm.nextResume = Optional.of(next).filter(later -> later != vm.resume);
  }

  private static VmStorageErrorResumeBehaviour resume(String text) {
    return Refusal.oneOf(
        VmStorageErrorResumeBehaviour.values(), VmStorageErrorResumeBehaviour::value, text);
  }

  private void checkName(String name) {
    if (world.vmNamed(name).isPresent()) {
      throw Refusal.conflict(
          ACTION + "The VM name is already in use, please choose a unique name and try again.");
    }
  }

  private static int priority(String text) {
    int value = text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : -1;
    if (value < 0 || value > HIGHEST_PRIORITY) {
      throw Refusal.bad(
          ACTION + "Illegal value was provided for the VM priority. Valid values: 0 - 100.");
    }
    return value;
  }

  private static Optional<String> leaseDomain(Element lease) {
    return lease.child("storage_domain").flatMap(Element::id);
  }

  private void checkLease(TwinVm vm, String domain, boolean ha) {
    if (vm.lease.filter(domain::equals).isPresent()) {
      return;
    }
    if (!ha) {
      throw Refusal.conflict(
          ACTION + "A VM lease was defined but high availability option is set to false.");
    }
    TwinDomain known =
        world
            .domain(domain)
            .orElseThrow(() -> Refusal.bad(ACTION + "Storage Domain doesn't exist."));
    if (!world.dataCentre.isUp() || known.inactive()) {
      String status = world.dataCentre.isUp() ? "Inactive" : "Unknown";
      throw Refusal.conflict(ACTION + "The relevant Storage Domain's status is " + status + ".");
    }
    if (vm.lease.isPresent() && !vm.isDown()) {
      throw Refusal.conflict(
          ACTION
              + "Hot swapping VM leases is not supported, please remove the current lease and"
              + " then set a new one.");
    }
  }

  private void checkPlacement(TwinVm vm, Element body, Element policy) {
    List<String> hosts = placementHosts(body);
    if (!world.hosts.keySet().containsAll(hosts)) {
      throw Refusal.conflict(
          ACTION + "VM is pinned to a specific host. The required host doesn't exist.");
    }
    Optional<TwinHost> runsOn = vm.host.flatMap(world::host);
    boolean pinned = policy.at("affinity").filter(VmAffinity.PINNED.value()::equals).isPresent();
    boolean elsewhere = runsOn.filter(host -> !hosts.contains(host.id)).isPresent();
    if (pinned && elsewhere && !hosts.isEmpty()) {
      String host = runsOn.get().name;
      throw Refusal.conflict(
          ACTION
              + "Running VM is hosted on "
              + host
              + ". Include "
              + host
              + " in dedicated hosts, or migrate VM to dedicated host prior to pinning.");
    }
  }

  private void place(TwinVm vm, Element body, Element policy) {
    policy.at("affinity").ifPresent(text -> vm.affinity = affinity(text));
    if (policy.child("hosts").isPresent()) {
      vm.placement.clear();
      vm.placement.addAll(placementHosts(body));
    }
  }

  private static VmAffinity affinity(String text) {
    return Refusal.oneOf(VmAffinity.values(), VmAffinity::value, text);
  }

  List<String> placementHosts(Element vm) {
    return vm.child("placement_policy").flatMap(policy -> policy.child("hosts")).stream()
        .flatMap(hosts -> hosts.children().stream())
        .map(this::hostId)
        .distinct()
        .toList();
  }

  /** By its id, which may be of nobody, else by its name, which may not. */
  private String hostId(Element host) {
    return host.id()
        .orElseGet(
            () -> {
              String name =
                  host.at("name").orElseThrow(() -> Refusal.eitherMissing("host", "id", "name"));
              return world
                  .hostNamed(name)
                  .map(found -> found.id)
                  .orElseThrow(() -> Refusal.unknown(name));
            });
  }
}
