package io.siteswap.twin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.HostStatus;

/** The Manager's own restart: nobody is answered meanwhile, and hosts and VMs run on. */
final class ManagerRestart {
  private final Simulation sim;
  private final World world;

  ManagerRestart(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  void stop(Duration absence) {
    Instant back = sim.after(absence);
    world.managerBack = Optional.of(back);
    sim.events.add(Note.of(EventKind.ENGINE_STOPPED));
    sim.schedule(back, Task.Kind.MANAGER_START, "");
  }

  void start(Task task) {
    if (world.managerBack.filter(task.at()::equals).isEmpty()) {
      return;
    }
    world.managerBack = Optional.empty();
    sim.events.add(Note.of(EventKind.ENGINE_STARTED));
    world.hosts.values().forEach(this::lookAgain);
  }

  /** What the Manager had lost sight of it contacts anew. */
  private void lookAgain(TwinHost host) {
    if (host.status == HostStatus.NON_RESPONSIVE || host.status == HostStatus.CONNECTING) {
      sim.hosts.become(host, HostStatus.UNASSIGNED, HostLife.ACTIVATION);
    }
  }
}
