package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.InstallOutcome;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.HostStatus;

/** Puts the hypervisor's software on hosts: on new ones, and on those installed once more. */
public final class HostInstallation {
  static final Duration TAKES = Duration.ofSeconds(30);
  static final Duration INITIALIZES = Duration.ofSeconds(5);
  private static final long MEMORY = 128L << 30;

  private final Simulation sim;
  private final World world;

  HostInstallation(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  public void ofNew(TwinHost host, Optional<String> command) {
    if (world.withoutInstallation) {
      sim.hosts.become(host, HostStatus.UNASSIGNED, HostLife.ACTIVATION);
    } else {
      begin(host, command);
    }
  }

  public void begin(TwinHost host, Optional<String> command) {
    host.installing = true;
    host.installedBy = command;
    host.reason = Optional.empty();
    sim.hosts.become(host, HostStatus.INSTALLING, TAKES);
    sim.events.add(
        Note.of(EventKind.HOST_INSTALLING, host.name, "Connected to host " + host.address)
            .host(host)
            .by(command));
  }

  void moveOn(TwinHost host) {
    host.installing = false;
    failure(host).ifPresentOrElse(reason -> fail(host, reason), () -> succeed(host));
  }

  private Optional<String> failure(TwinHost host) {
    return host.isLost()
        ? Optional.of("SSH connection to " + host.address + " failed: connection timed out")
        : Optional.ofNullable(world.installs.get(host.name))
            .filter(outcome -> outcome.result() != InstallOutcome.Result.NON_OPERATIONAL)
            .map(InstallOutcome::text);
  }

  private void fail(TwinHost host, String reason) {
    host.status = HostStatus.INSTALL_FAILED;
    sim.events.add(
        Note.of(EventKind.HOST_INSTALL_FAILED, host.name, reason).host(host).by(host.installedBy));
  }

  /** What the Manager learns from a host's software. */
  static void reveal(TwinHost host) {
    if (host.memory == 0) {
      host.memory = MEMORY;
    }
  }

  private void succeed(TwinHost host) {
    reveal(host);
    sim.events.add(Note.of(EventKind.HOST_INSTALLED, host.name).host(host).by(host.installedBy));
    if (host.activated) {
      sim.hosts.become(host, HostStatus.INITIALIZING, INITIALIZES);
    } else {
      host.status = HostStatus.MAINTENANCE;
    }
  }
}
