package io.siteswap.twin;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.engine.sdk4.types.HostStatus;

/**
 * Who manages the storage: the role is given only at a poll, and never taken from one who works.
 */
final class SpmElection {
  static final Duration POLL = Duration.ofSeconds(10);
  private static final Duration SEARCH = Duration.ofMillis(500);
  private static final Duration START = Duration.ofSeconds(2);
  private static final String ACTION = "Cannot force select SPM. ";

  private final Simulation sim;
  private final World world;
  private final DataCentre dataCentre;

  SpmElection(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
    this.dataCentre = sim.world.dataCentre;
  }

  String forceSelect(TwinHost host, Optional<String> correlation) {
    checkSelection(host);
    release();
    dataCentre.preferred = Optional.of(host.id);
    sim.events.add(
        Note.of(EventKind.SPM_SELECTED, host.name, EventLog.USER).host(host).by(correlation));
    return sim.jobs.done("Force Selecting SPM on Host " + host.name, correlation);
  }

  private void checkSelection(TwinHost host) {
    if (!host.isUp()) {
      throw Refusal.conflict(ACTION + "The Host " + host.name + " is not active.");
    }
    if (world.isSpm(host)) {
      throw Refusal.conflict(ACTION + "The Host " + host.name + " is already SPM or contending.");
    }
    if (host.spmPriority < 0) {
      throw Refusal.bad(
          ACTION
              + "The SPM priority of Host "
              + host.name
              + " is set to 'never'. This Host cannot be elected as SPM.");
    }
    if (!dataCentre.isUp()) {
      throw Refusal.conflict(ACTION + "Unknown Data Center status.");
    }
  }

  /** Gives the role up; the data centre notices at its next poll. */
  void release() {
    dataCentre.spm = Optional.empty();
    wake();
  }

  void wake() {
    if (dataCentre.pollDue.isEmpty() && world.hasDataCentre()) {
      Instant due = sim.nextTick(POLL);
      dataCentre.pollDue = Optional.of(due);
      sim.schedule(due, Task.Kind.SPM_POLL, "");
    }
  }

  void poll(Task task) {
    if (dataCentre.pollDue.filter(task.at()::equals).isEmpty()) {
      return;
    }
    dataCentre.pollDue = Optional.empty();
    world.spm().ifPresentOrElse(this::askSpm, this::search);
  }

  private void askSpm(TwinHost spm) {
    if (dataCentre.status == DataCenterStatus.CONTEND) {
      return;
    }
    if (spm.isUp()) {
      dataCentre.status = DataCenterStatus.UP;
    } else if (dataCentre.isUp()) {
      dataCentre.status = DataCenterStatus.PROBLEMATIC;
      sim.events.add(
          Note.of(EventKind.DATA_CENTRE_SPM_UNREACHABLE, dataCentre.name, spm.name).host(spm));
    }
  }

  private void search() {
    if (dataCentre.status != DataCenterStatus.PROBLEMATIC && world.isStorageAttached()) {
      dataCentre.status = DataCenterStatus.PROBLEMATIC;
      sim.events.add(Note.of(EventKind.DATA_CENTRE_PROBLEMATIC, dataCentre.name));
      sim.events.add(Note.of(EventKind.DATA_CENTRE_SEARCHING));
    }
    // Without a candidate nothing changes until a host comes up, which wakes the poll.
    candidate().ifPresent(host -> sim.schedule(sim.after(SEARCH), Task.Kind.SPM_CONTEND, host.id));
  }

  private Optional<TwinHost> candidate() {
    Comparator<TwinHost> order =
        Comparator.comparing((TwinHost host) -> !isPreferred(host))
            .thenComparing(host -> -host.spmPriority)
            .thenComparing(host -> host.name);
    return world.hosts.values().stream()
        .filter(host -> host.isUp() && !host.isLost() && host.spmPriority >= 0)
        .min(order);
  }

  private boolean isPreferred(TwinHost host) {
    return dataCentre.preferred.filter(host.id::equals).isPresent();
  }

  void contend(Task task) {
    Optional<TwinHost> host = world.host(task.subject()).filter(TwinHost::isUp);
    if (dataCentre.spm.isPresent() || host.isEmpty() || !world.hasDataCentre()) {
      wake();
      return;
    }
    dataCentre.preferred = Optional.empty();
    dataCentre.spm = Optional.of(task.subject());
    dataCentre.status = DataCenterStatus.CONTEND;
    sim.schedule(sim.after(START), Task.Kind.SPM_START, task.subject());
  }

  void start(Task task) {
    if (dataCentre.status != DataCenterStatus.CONTEND
        || dataCentre.spm.filter(task.subject()::equals).isEmpty()) {
      return;
    }
    TwinHost host = world.hosts.get(task.subject());
    if (host.status != HostStatus.UP) {
      dataCentre.status = DataCenterStatus.PROBLEMATIC;
      release();
      return;
    }
    dataCentre.status = DataCenterStatus.UP;
    sim.events.add(
        Note.of(EventKind.SPM_RUNS, host.name, host.address, dataCentre.name).host(host));
  }
}
