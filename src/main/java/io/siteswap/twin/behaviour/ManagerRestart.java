package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.HostStatus;

/** The Manager's own restart: nobody is answered meanwhile, and hosts and VMs run on. */
public final class ManagerRestart {
  private final Simulation sim;
  private final World world;

  ManagerRestart(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  public void stop(Duration absence) {
    Instant back = sim.after(absence);
    world.managerBack = Optional.of(back);
    sim.events.add(Note.of(EventKind.ENGINE_STOPPED));
    world.hosts.values().forEach(ManagerRestart::loseSight);
    sim.schedule(back, Task.Kind.MANAGER_START, "");
  }

  /** Nobody waits any more for hosts to be silent for too long, or to answer again. */
  private static void loseSight(TwinHost host) {
    host.restartsDue = Optional.empty();
    switch (host.status) {
      case UP, NON_OPERATIONAL, PREPARING_FOR_MAINTENANCE, CONNECTING, NON_RESPONSIVE ->
          host.statusDue = Optional.empty();
      default -> {}
    }
  }

  void start(Task task) {
    if (world.managerBack.filter(task.at()::equals).isEmpty()) {
      return;
    }
    world.managerBack = Optional.empty();
    sim.events.add(Note.of(EventKind.ENGINE_STARTED));
    sim.jobs.lose();
    sim.fencing.expectEndOfStartup();
    world.hosts.values().forEach(this::lookAgain);
    sim.queue.rebuild();
    sim.spm.forget();
  }

  /** What the Manager had lost sight of it contacts anew. */
  private void lookAgain(TwinHost host) {
    switch (host.status) {
      case NON_RESPONSIVE, CONNECTING, REBOOT ->
          sim.hosts.become(host, HostStatus.UNASSIGNED, HostLife.ACTIVATION);
      case ERROR -> host.status = HostStatus.UP;
      default -> {}
    }
    if (host.isLost()) {
      sim.sites.notice(host);
    }
  }
}
