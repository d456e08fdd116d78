package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.CountedVms;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.HostStatus;
import org.ovirt.engine.sdk4.types.VmStatus;

/**
 * Restarts VMs of dead hosts elsewhere: leased ones by themselves, others once they are cleared.
 */
final class Restarts {
  // Ten refreshes of 3 s, and after a try 101 of them.
  static final Duration FIRST_TRY = Duration.ofSeconds(30);
  static final Duration NEXT_TRY = Duration.ofSeconds(303);
  private static final Comparator<TwinVm> BY_PRIORITY =
      Comparator.comparingInt((TwinVm vm) -> -vm.haPriority).thenComparing(vm -> vm.name);

  private final Simulation sim;
  private final World world;

  Restarts(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  void ofLeasedVms(TwinHost dead) {
    expect(dead, FIRST_TRY);
  }

  private void expect(TwinHost dead, Duration wait) {
    boolean any = !unknownWithLease(dead).isEmpty();
    dead.restartsDue = Optional.of(sim.after(wait)).filter(due -> any);
    dead.restartsDue.ifPresent(due -> sim.schedule(due, Task.Kind.VM_RESTART, dead.id));
  }

  private List<TwinVm> unknownWithLease(TwinHost dead) {
    return sim.placement.on(dead).stream()
        .filter(vm -> vm.status == VmStatus.UNKNOWN && vm.lease.isPresent())
        .sorted(BY_PRIORITY)
        .toList();
  }

  void due(Task task) {
    world
        .host(task.subject())
        .filter(host -> host.restartsDue.filter(task.at()::equals).isPresent())
        .filter(host -> host.status == HostStatus.NON_RESPONSIVE && world.managerBack.isEmpty())
        .ifPresent(this::tryOnce);
  }

  private void tryOnce(TwinHost dead) {
    unknownWithLease(dead).forEach(this::start);
    expect(dead, NEXT_TRY);
  }

  /** Whether the VM is on its way up: there may be no host, and storage may refuse it. */
  boolean start(TwinVm vm) {
    Optional<TwinHost> chosen = sim.scheduler.choose(vm).best().stream().findFirst();
    if (chosen.isEmpty()) {
      return false;
    }
    TwinHost target = chosen.get();
    sim.events.add(Note.of(EventKind.VM_RESTART, vm.name, target.name).host(target).vm(vm));
    if (world.isLeaseHeld(vm)) {
      sim.events.add(
          Note.of(EventKind.VM_RESTART_FAILED, vm.name, target.name).host(target).vm(vm));
      return false;
    }
    // No lease on the storage refuses the second copy of a VM that never took its own.
    vm.host
        .flatMap(world::host)
        .filter(host -> host.runsUnseen)
        .ifPresent(host -> vm.alsoRunsOn = Optional.of(host.id));
    sim.vms.startOn(vm, target);
    return true;
  }

  /** A human said the host has been rebooted: its VMs are down, and HA ones start elsewhere. */
  void clear(TwinHost dead) {
    sim.placement.on(dead).stream().sorted(BY_PRIORITY).forEach(vm -> clear(vm, dead));
    dead.lastCount = dead.lastCount.map(counted -> CountedVms.NONE);
    sim.events.add(Note.of(EventKind.VMS_CLEARED, dead.name, EventLog.USER).host(dead));
  }

  private void clear(TwinVm vm, TwinHost dead) {
    sim.vms.down(vm, true);
    sim.events.add(Note.of(EventKind.VM_CLEARED, vm.name, dead.name).host(dead).vm(vm));
    if (dead.runsUnseen) {
      vm.alsoRunsOn = Optional.of(dead.id);
    }
    sim.queue.add(vm);
  }
}
