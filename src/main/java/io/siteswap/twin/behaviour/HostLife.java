package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.HostStatus;

/** Brings hosts up, whether asked for or because they answer again. */
public final class HostLife {
  static final Duration ACTIVATION = Duration.ofSeconds(3);

  private final Simulation sim;
  private final World world;

  HostLife(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  public String activate(TwinHost host, Optional<String> correlation) {
    checkActivation(host);
    host.reason = Optional.empty();
    sim.maintenance.giveUp(host);
    become(host, HostStatus.UNASSIGNED, ACTIVATION);
    sim.events.add(
        Note.of(EventKind.HOST_ACTIVATED, host.name, EventLog.USER).host(host).by(correlation));
    return sim.jobs.done("Activating Host " + host.name, correlation);
  }

  private static void checkActivation(TwinHost host) {
    switch (host.status) {
      case UP -> throw Refusal.conflict("Cannot activate Host. Host in Up status.");
      case NON_RESPONSIVE ->
          throw Refusal.conflict("Cannot activate Host. Host is in non responsive state.");
      case CONNECTING -> throw Refusal.bad();
      default -> {
        if (host.memory == 0 && !host.installing) {
          throw Refusal.conflict("Cannot activate Host. Host has no unique id.");
        }
        if (host.installing) {
          throw Refusal.conflict(
              "Cannot activate Host. Related operation is currently in progress. Please try again"
                  + " later.");
        }
      }
    }
  }

  /** The status from now on, and after which time it changes by itself. */
  void become(TwinHost host, HostStatus status, Duration next) {
    host.status = status;
    expect(host, next);
  }

  void expect(TwinHost host, Duration next) {
    host.statusDue = Optional.of(sim.after(next));
    sim.schedule(sim.after(next), Task.Kind.HOST_STATUS, host.id);
  }

  void statusDue(Task task) {
    world
        .host(task.subject())
        .filter(host -> host.statusDue.filter(task.at()::equals).isPresent())
        .ifPresent(this::moveOn);
  }

  private void moveOn(TwinHost host) {
    host.statusDue = Optional.empty();
    if (host.installing) {
      sim.installation.moveOn(host);
    } else if (host.isLost()) {
      sim.sites.moveOn(host);
    } else {
      HostInstallation.reveal(host);
      sim.sites.answers(host);
      sim.nonOperation
          .flaw(host)
          .ifPresentOrElse(detail -> sim.nonOperation.enter(host, detail), () -> up(host));
    }
  }

  private void up(TwinHost host) {
    host.status = HostStatus.UP;
    host.reason = Optional.empty();
    sim.events.add(Note.of(EventKind.HOST_DETECTED, host.name).host(host));
    sim.spm.wake();
  }
}
