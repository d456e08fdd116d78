package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.HostStatus;
import org.ovirt.engine.sdk4.types.VmStatus;

/** What the Manager sees when a whole site stops answering, and when it answers again. */
public final class SiteLoss {
  static final Duration RETURN = Duration.ofSeconds(8);
  // It is never connecting; only an event tells how long it has been silent.
  private static final Duration BROKEN_OFF = Duration.ofMillis(22_500);
  private static final Duration GRACE_OF_SPM = Duration.ofSeconds(20);
  private static final Duration GRACE_PER_VM = Duration.ofMillis(500);

  private final Simulation sim;
  private final World world;

  SiteLoss(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  public List<TwinHost> hostsOf(String site) {
    return world.hosts.values().stream().filter(host -> host.site.equals(site)).toList();
  }

  /** Its power fails, or only the network: then its VMs run on, unseen. */
  public void lose(TwinHost host, boolean onlyNetwork) {
    boolean news = !host.isLost();
    if (news) {
      host.lostAt = Optional.of(world.now);
      host.runsUnseen = true;
      host.lastCount = Optional.of(sim.placement.counted(host));
      // Its VMs leave it no more, though the Manager sees that only later.
      sim.migrations.failAt(host);
      host.queue.clear();
    }
    if (!onlyNetwork && host.runsUnseen) {
      goDark(host);
    }
    if (news && world.managerBack.isEmpty()) {
      notice(host);
    }
  }

  private void goDark(TwinHost host) {
    host.runsUnseen = false;
    host.darkSince = Optional.of(world.now);
    runningUnseenOn(host).forEach(vm -> vm.alsoRunsOn = Optional.empty());
  }

  private List<TwinVm> runningUnseenOn(TwinHost host) {
    return world.vms.values().stream()
        .filter(vm -> vm.alsoRunsOn.filter(host.id::equals).isPresent())
        .toList();
  }

  /** The Manager is going to miss the host. */
  void notice(TwinHost host) {
    switch (host.status) {
      case UP, NON_OPERATIONAL, ERROR -> sim.hosts.expect(host, world.timings.noticed);
      case PREPARING_FOR_MAINTENANCE -> {
        sim.schedule(sim.after(BROKEN_OFF), Task.Kind.HOST_SILENT, host.id);
        sim.hosts.expect(host, grace(host));
      }
      default -> {}
    }
  }

  private Duration grace(TwinHost host) {
    Duration ofSpm = world.isSpm(host) ? GRACE_OF_SPM : Duration.ZERO;
    return world
        .timings
        .grace
        .plus(ofSpm)
        .plus(GRACE_PER_VM.multipliedBy(sim.placement.counted(host).total()));
  }

  public void restore(TwinHost host) {
    if (!host.isLost()) {
      return;
    }
    host.rebooted = host.rebooted || !host.runsUnseen;
    host.lostAt = Optional.empty();
    host.darkSince = Optional.empty();
    host.runsUnseen = false;
    host.powerAnswer = Optional.empty();
    switch (host.status) {
      case CONNECTING, NON_RESPONSIVE -> {
        if (world.managerBack.isEmpty()) {
          sim.hosts.expect(host, RETURN);
        }
      }
      case UNASSIGNED, INSTALLING, INITIALIZING, MAINTENANCE -> {}
      default -> {
        host.statusDue = Optional.empty();
        answers(host);
      }
    }
  }

  /** The Manager reads from a host that answers which VMs it has. */
  void answers(TwinHost host) {
    boolean empty = host.rebooted;
    host.rebooted = false;
    host.restartsDue = Optional.empty();
    host.lastCount = Optional.empty();
    world.vms.values().stream()
        .filter(vm -> vm.leaseHolder.filter(host.id::equals).isPresent())
        .forEach(vm -> vm.leaseHolder = Optional.empty());
    for (TwinVm vm : runningUnseenOn(host)) {
      vm.alsoRunsOn = Optional.empty();
      if (vm.isDown() && !empty) {
        sim.placement.put(vm, Optional.of(host.id));
        seen(vm);
      }
    }
    if (empty) {
      sim.migrations.failAt(host);
    }
    for (TwinVm vm : sim.placement.on(host)) {
      if (empty) {
        sim.vms.fail(vm, "Could not find VM on host, assuming it crashed");
      } else if (vm.status == VmStatus.UNKNOWN) {
        seen(vm);
      }
    }
    sim.maintenance.look(host);
  }

  private static void seen(TwinVm vm) {
    vm.status = VmStatus.UP;
    vm.failed = false;
  }

  /** The next status of a host that does not answer. */
  void moveOn(TwinHost host) {
    switch (host.status) {
      case UP, NON_OPERATIONAL, ERROR, UNASSIGNED, INITIALIZING -> connecting(host);
      case CONNECTING, PREPARING_FOR_MAINTENANCE -> nonResponsive(host);
      default -> {}
    }
  }

  private void connecting(TwinHost host) {
    Instant silentFrom = host.lostAt.orElse(world.now);
    Duration left = Duration.between(world.now, silentFrom.plus(grace(host)));
    boolean wasKnown = host.status != HostStatus.UNASSIGNED && !left.isNegative();
    Duration next = wasKnown ? left : world.timings.grace;
    host.reason = Optional.empty();
    sim.hosts.become(host, HostStatus.CONNECTING, next);
    noteSilence(host);
    sim.events.add(unreachable(host).host(host));
    sim.migrations.failAt(host);
    sim.spm.wake();
  }

  void silent(Task task) {
    world
        .host(task.subject())
        .filter(host -> host.isLost() && host.isPreparing() && world.managerBack.isEmpty())
        .ifPresent(this::noteSilence);
  }

  private void noteSilence(TwinHost host) {
    long millis = Duration.between(host.lostAt.orElse(world.now), world.now).toMillis();
    sim.events.add(
        Note.of(
                EventKind.VDSM_FAILED,
                host.name,
                "Get Host Statistics",
                "Connection timeout for host '"
                    + host.address
                    + "', last response arrived "
                    + millis
                    + " ms ago.")
            .host(host));
  }

  private Note unreachable(TwinHost host) {
    return host.power.enabled()
        ? Note.of(EventKind.HOST_TO_BE_FENCED, host.name, grace(host).toSeconds())
        : Note.of(EventKind.HOST_UNREACHABLE, host.name);
  }

  private void nonResponsive(TwinHost host) {
    sim.migrations.failAt(host);
    sim.maintenance.giveUp(host);
    host.status = HostStatus.NON_RESPONSIVE;
    sim.events.add(Note.of(EventKind.HOST_NON_RESPONSIVE, host.name).host(host));
    sim.fencing.tell(host);
    sim.placement.on(host).forEach(vm -> unknown(vm, host));
    sim.restarts.ofLeasedVms(host);
    sim.spm.died(host);
  }

  private void unknown(TwinVm vm, TwinHost host) {
    vm.status = VmStatus.UNKNOWN;
    vm.statusDue = Optional.empty();
    vm.leaseHolder = vm.lease.filter(lease -> !vm.withoutItsLease).map(lease -> host.id);
    sim.events.add(Note.of(EventKind.VM_UNKNOWN, vm.name).host(host).vm(vm));
  }
}
