package io.siteswap.twin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.HostStatus;
import org.ovirt.engine.sdk4.types.VmStatus;

/** What the Manager sees when a whole site stops answering, and when it answers again. */
final class SiteLoss {
  static final Duration NOTICED = Duration.ofSeconds(5);
  static final Duration RETURN = Duration.ofSeconds(8);
  static final Duration GRACE = Duration.ofMinutes(1);
  private static final Duration GRACE_OF_SPM = Duration.ofSeconds(20);
  private static final Duration GRACE_PER_VM = Duration.ofMillis(500);

  private final Simulation sim;
  private final World world;

  SiteLoss(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  List<TwinHost> hostsOf(String site) {
    return world.hosts.values().stream().filter(host -> host.site.equals(site)).toList();
  }

  /** Power fails there, or only the network: then its VMs run on, unseen. */
  void lose(String site, boolean onlyNetwork) {
    hostsOf(site).stream().filter(host -> !host.isLost()).forEach(host -> lose(host, onlyNetwork));
  }

  private void lose(TwinHost host, boolean onlyNetwork) {
    host.lostAt = Optional.of(world.now);
    host.runsUnseen = onlyNetwork;
    if (host.isUp()) {
      sim.hosts.expect(host, NOTICED);
    } else if (host.isPreparing()) {
      sim.hosts.expect(host, grace(host));
    }
  }

  private Duration grace(TwinHost host) {
    Duration ofSpm = world.isSpm(host) ? GRACE_OF_SPM : Duration.ZERO;
    return GRACE.plus(ofSpm).plus(GRACE_PER_VM.multipliedBy(sim.placement.count(host)));
  }

  void restore(String site) {
    hostsOf(site).stream().filter(TwinHost::isLost).forEach(this::restore);
  }

  private void restore(TwinHost host) {
    host.lostAt = Optional.empty();
    host.runsUnseen = false;
    world.vms.values().stream()
        .filter(vm -> vm.alsoRunsOn.filter(host.id::equals).isPresent())
        .forEach(vm -> vm.alsoRunsOn = Optional.empty());
    switch (host.status) {
      case CONNECTING, NON_RESPONSIVE -> sim.hosts.expect(host, RETURN);
      case UNASSIGNED, INSTALLING, INITIALIZING -> {}
      default -> host.statusDue = Optional.empty();
    }
  }

  /** The next status of a host that does not answer. */
  void moveOn(TwinHost host) {
    switch (host.status) {
      case UP, UNASSIGNED, INITIALIZING -> connecting(host);
      case CONNECTING, PREPARING_FOR_MAINTENANCE -> nonResponsive(host);
      default -> {}
    }
  }

  private void connecting(TwinHost host) {
    Instant silentFrom = host.lostAt.orElse(world.now);
    Duration left = Duration.between(world.now, silentFrom.plus(grace(host)));
    Duration next = host.isUp() && !left.isNegative() ? left : GRACE;
    sim.hosts.become(host, HostStatus.CONNECTING, next);
    sim.events.add(unreachable(host).host(host));
    sim.migrations.failAt(host);
    sim.spm.wake();
  }

  private Note unreachable(TwinHost host) {
    return host.power.enabled()
        ? Note.of(EventKind.HOST_TO_BE_FENCED, host.name, grace(host).toSeconds())
        : Note.of(EventKind.HOST_UNREACHABLE, host.name);
  }

  /** Power management does not help: with the site its switches are gone as well. */
  private void nonResponsive(TwinHost host) {
    sim.migrations.failAt(host);
    sim.maintenance.giveUp(host);
    host.status = HostStatus.NON_RESPONSIVE;
    sim.events.add(Note.of(EventKind.HOST_NON_RESPONSIVE, host.name).host(host));
    EventKind fate = host.power.enabled() ? EventKind.FENCE_FAILED : EventKind.HOST_NEEDS_FENCE;
    sim.events.add(Note.of(fate, host.name).host(host));
    sim.placement.on(host).forEach(vm -> unknown(vm, host));
    sim.restarts.ofLeasedVms(host);
    sim.spm.wake();
  }

  private void unknown(TwinVm vm, TwinHost host) {
    vm.status = VmStatus.UNKNOWN;
    vm.statusDue = Optional.empty();
    sim.events.add(Note.of(EventKind.VM_UNKNOWN, vm.name).host(host).vm(vm));
  }
}
