package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.DataCentre;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.engine.sdk4.types.HostStatus;

/**
 * Who manages the storage: the role is given only at a poll, and never taken from one who works.
 */
public final class SpmElection {
  static final Duration POLL = Duration.ofSeconds(10);
  private static final Duration SEARCH = Duration.ofMillis(500);
  private static final Duration START = Duration.ofSeconds(2);
  private static final Duration RESET = Duration.ofMinutes(3);
  private static final String ACTION = "Cannot force select SPM. ";

  private final Simulation sim;
  private final World world;
  private final DataCentre dataCentre;

  SpmElection(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
    this.dataCentre = sim.world.dataCentre;
  }

  public String forceSelect(TwinHost host, Optional<String> correlation) {
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
    if (world.storageTasks > 0) {
      throw Refusal.conflict(ACTION + "The Storage Pool has running tasks.");
    }
  }

  /** Gives the role up; the data centre notices at its next poll. */
  void release() {
    dataCentre.spm = Optional.empty();
    wake();
  }

  /** A person vouches for its death: what storage says of its lock counts no more. */
  void confirmDead(TwinHost host) {
    dataCentre.lockOwner = Optional.of(host.id);
    dataCentre.rebooted = Optional.of(host.id);
    if (dataCentre.status == DataCenterStatus.NOT_OPERATIONAL) {
      dataCentre.status = DataCenterStatus.PROBLEMATIC;
    }
    if (world.isSpm(host)) {
      dataCentre.spm = Optional.empty();
    }
    wake();
  }

  /** A Manager that starts knows nothing but what its database and the storage tell. */
  void forget() {
    dataCentre.spmKnown = false;
    dataCentre.preferred = Optional.empty();
    dataCentre.rebooted = Optional.empty();
    dataCentre.tried.clear();
    wake();
  }

  /** While the Manager fences nobody yet, nobody polls for a dead SPM either. */
  void died(TwinHost host) {
    if (world.isSpm(host) && sim.fencing.isStartingUp()) {
      dataCentre.status = DataCenterStatus.NOT_OPERATIONAL;
      sim.events.add(Note.of(EventKind.DATA_CENTRE_NOT_OPERATIONAL, dataCentre.name).host(host));
      dataCentre.resetDue = Optional.of(sim.after(RESET));
      sim.schedule(sim.after(RESET), Task.Kind.SPM_RESET, "");
    }
    wake();
  }

  /** The one attempt to get out of that by itself. */
  void reset(Task task) {
    boolean planned = dataCentre.resetDue.filter(task.at()::equals).isPresent();
    if (planned
        && dataCentre.status == DataCenterStatus.NOT_OPERATIONAL
        && world.hosts.values().stream().anyMatch(TwinHost::isUp)) {
      dataCentre.status = DataCenterStatus.PROBLEMATIC;
      sim.events.add(Note.of(EventKind.DATA_CENTRE_RECOVERING, dataCentre.name));
      wake();
    }
  }

  public void wake() {
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
    if (dataCentre.status == DataCenterStatus.NOT_OPERATIONAL || world.managerBack.isPresent()) {
      return;
    }
    Optional<TwinHost> spm = world.spm();
    dataCentre.spmKnown = dataCentre.spmKnown || spm.filter(SpmElection::answers).isPresent();
    spm.filter(host -> dataCentre.spmKnown).ifPresentOrElse(this::askSpm, this::search);
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
    if (isOwned()) {
      // The Manager stops its selection here, and starts anew at the next poll.
      wake();
      return;
    }
    // Without a candidate nothing changes until a host comes up, which wakes the poll.
    candidate().ifPresent(host -> sim.schedule(sim.after(SEARCH), Task.Kind.SPM_CONTEND, host.id));
  }

  private static boolean answers(TwinHost host) {
    return host.isUp() && !host.isLost();
  }

  /** Whether storage names an owner who may still work, and nobody has confirmed its reboot. */
  private boolean isOwned() {
    return dataCentre
        .spm
        .or(() -> dataCentre.lockOwner)
        .filter(id -> dataCentre.rebooted.filter(id::equals).isEmpty())
        .flatMap(world::host)
        .filter(host -> host.keepsLeases(world.now, world.timings.lease))
        .isPresent();
  }

  /** Whoever failed in this round waits for the next one. */
  private Optional<TwinHost> candidate() {
    Optional<TwinHost> fresh = best();
    if (fresh.isEmpty() && !dataCentre.tried.isEmpty()) {
      dataCentre.tried.clear();
      return best();
    }
    return fresh;
  }

  private Optional<TwinHost> best() {
    Comparator<TwinHost> order =
        Comparator.comparing((TwinHost host) -> !isPreferred(host))
            .thenComparing(host -> -host.spmPriority)
            .thenComparing(host -> host.name);
    if (world.domains.stream().anyMatch(domain -> domain.master() && domain.inactive())) {
      return Optional.empty();
    }
    return world.hosts.values().stream()
        .filter(host -> answers(host) && host.spmPriority >= 0)
        .filter(host -> !dataCentre.tried.contains(host.id))
        .min(order);
  }

  private boolean isPreferred(TwinHost host) {
    return dataCentre.preferred.filter(host.id::equals).isPresent();
  }

  void contend(Task task) {
    Optional<TwinHost> host = world.host(task.subject()).filter(TwinHost::isUp);
    boolean taken = dataCentre.spmKnown && dataCentre.spm.isPresent();
    if (taken || host.isEmpty() || !world.hasDataCentre()) {
      wake();
      return;
    }
    dataCentre.preferred = Optional.empty();
    if (dataCentre.electionsToFail > 0) {
      dataCentre.electionsToFail--;
      dataCentre.tried.add(task.subject());
      wake();
      return;
    }
    dataCentre.spm = Optional.of(task.subject());
    dataCentre.spmKnown = true;
    dataCentre.lockOwner = Optional.empty();
    dataCentre.rebooted = Optional.empty();
    dataCentre.tried.clear();
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
