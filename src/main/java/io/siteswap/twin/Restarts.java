package io.siteswap.twin;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.VmStatus;

/**
 * Restarts VMs of dead hosts elsewhere: leased ones by themselves, others once they are cleared.
 */
final class Restarts {
  static final Duration LEASE = Duration.ofSeconds(140);
  private static final Duration FIRST_TRY = Duration.ofSeconds(10);
  private static final Duration AFTER_CLEARING = Duration.ofSeconds(2);
  private static final Duration NEXT_TRY_UNKNOWN = Duration.ofMinutes(5);
  private static final Duration NEXT_TRY_DOWN = Duration.ofSeconds(30);
  private static final Comparator<TwinVm> BY_PRIORITY =
      Comparator.comparingInt((TwinVm vm) -> -vm.haPriority).thenComparing(vm -> vm.name);

  private final Simulation sim;
  private final World world;

  Restarts(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  void ofLeasedVms(TwinHost dead) {
    sim.placement.on(dead).stream()
        .filter(vm -> vm.lease.isPresent())
        .sorted(BY_PRIORITY)
        .forEach(vm -> expect(vm, later(leaseEnds(dead), sim.after(FIRST_TRY))));
  }

  /** A human said the host has been rebooted: its VMs are down, and HA ones start elsewhere. */
  void clear(TwinHost dead) {
    sim.placement.on(dead).stream().sorted(BY_PRIORITY).forEach(vm -> clear(vm, dead));
    sim.events.add(Note.of(EventKind.VMS_CLEARED, dead.name, EventLog.USER).host(dead));
  }

  private void clear(TwinVm vm, TwinHost dead) {
    sim.vms.down(vm, true);
    sim.events.add(Note.of(EventKind.VM_CLEARED, vm.name, dead.name).host(dead).vm(vm));
    if (dead.runsUnseen && vm.lease.isEmpty()) {
      vm.alsoRunsOn = Optional.of(dead.id);
    }
    if (vm.ha) {
      sim.events.add(Note.of(EventKind.HA_VM_FAILED, vm.name).vm(vm));
      Instant soon = sim.after(AFTER_CLEARING);
      expect(vm, vm.lease.isPresent() ? later(leaseEnds(dead), soon) : soon);
    }
  }

  private Instant leaseEnds(TwinHost dead) {
    return dead.lostAt.map(lost -> lost.plus(LEASE)).orElse(world.now);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void expect(TwinVm vm, Instant due) {
    vm.restartDue = Optional.of(due);
    sim.schedule(due, Task.Kind.VM_RESTART, vm.id);
  }

  void due(Task task) {
    world
        .vm(task.subject())
        .filter(vm -> vm.restartDue.filter(task.at()::equals).isPresent())
        .filter(vm -> vm.status == VmStatus.UNKNOWN || (vm.isDown() && vm.failed))
        .ifPresent(this::restart);
  }

  private void restart(TwinVm vm) {
    Optional<TwinHost> target = sim.scheduler.choose(vm).best().stream().findFirst();
    if (target.isEmpty()) {
      sim.events.add(Note.of(EventKind.HA_RESTART_FAILED, vm.name).vm(vm));
      expect(vm, sim.after(vm.isDown() ? NEXT_TRY_DOWN : NEXT_TRY_UNKNOWN));
      return;
    }
    sim.events.add(
        Note.of(EventKind.VM_RESTART, vm.name, target.get().name).host(target.get()).vm(vm));
    // No lease on the storage refuses the second copy of a VM that never took its own.
    vm.host
        .flatMap(world::host)
        .filter(host -> host.runsUnseen && vm.withoutItsLease)
        .ifPresent(host -> vm.alsoRunsOn = Optional.of(host.id));
    sim.vms.startOn(vm, target.get());
  }
}
