package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.Waiting;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.HostStatus;
import org.ovirt.engine.sdk4.types.VmAffinity;
import org.ovirt.engine.sdk4.types.VmStatus;

/** Puts hosts into maintenance: what refuses it, who has to leave first, and when it is reached. */
public final class Maintenance {
  public static final Duration MONITORING = Duration.ofSeconds(3);
  static final Duration IDLE = Duration.ofMinutes(5);
  private static final Duration BEFORE_FIRST_MIGRATION = Duration.ofMillis(1500);

  // The Manager works through parallel calls in wall-clock time, however fast time runs here.
  private static final Duration REAL_LULL = Duration.ofMillis(250);
  private static final String ACTION = "Cannot maintenance Host. ";

  private final Simulation sim;
  private final World world;
  private final MaintenanceRules rules;

  Maintenance(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
    this.rules = new MaintenanceRules(sim.world, sim.placement);
  }

  public void deactivate(TwinHost host, Optional<String> reason, Optional<String> correlation) {
    rules.check(host).ifPresent(refusal -> refuse(host, refusal, correlation));
    if (host.status == HostStatus.NON_RESPONSIVE || host.status == HostStatus.DOWN) {
      // It skips the step that would have kept the reason.
      enter(host, Optional.empty());
      note(host, Optional.empty(), correlation);
      return;
    }
    holdDrains(world.now);
    prepare(host, reason, correlation);
    try {
      sendAway(host);
    } catch (Refusal refusal) {
      noteNotAll(host, correlation);
      throw refusal;
    }
    note(host, reason, correlation);
  }

  private void refuse(TwinHost host, Refusal refusal, Optional<String> correlation) {
    String text = refusal.detail().substring(1, refusal.detail().length() - 1);
    sim.events.add(Note.of(EventKind.VALIDATION_FAILED, text).host(host).by(correlation));
    throw refusal;
  }

  private void prepare(TwinHost host, Optional<String> reason, Optional<String> correlation) {
    if (world.isSpm(host)) {
      sim.spm.release();
    }
    host.reason = host.isPreparing() ? reason.or(() -> host.reason) : reason;
    host.status = HostStatus.PREPARING_FOR_MAINTENANCE;
    host.statusDue = Optional.empty();
    host.drainFrom = sim.after(BEFORE_FIRST_MIGRATION);
    if (host.maintenanceJob.isEmpty()) {
      String job = sim.jobs.start("Moving Host " + host.name + " to Maintenance", correlation);
      host.maintenanceJob = Optional.of(job);
    }
    sim.migrations.turnBackFrom(host);
    look(host);
    expectRerun(host);
  }

  /** No migration for maintenance starts until the deactivate calls have paused in real time. */
  void holdDrains(Instant now) {
    Instant quiet = now.plus(world.anchor.stretch(REAL_LULL));
    if (quiet.isAfter(world.drainsFrom)) {
      world.drainsFrom = quiet;
      sim.schedule(quiet, Task.Kind.DRAINS_START, "");
    }
  }

  private void sendAway(TwinHost host) {
    List<TwinVm> leaving = leaving(host);
    host.queue.clear();
    for (TwinVm vm : leaving) {
      immovable(vm).ifPresent(text -> refuseAll(text));
    }
    Map<TwinVm, Scheduler.Choice> left = sim.scheduler.unplaceable(leaving);
    leaving.stream()
        .filter(vm -> !left.containsKey(vm))
        .forEach(vm -> host.queue.add(Waiting.forMaintenance(vm.id)));
    sim.migrations.sendBy(host);
    sim.schedule(host.drainFrom, Task.Kind.DRAINS_START, host.id);
    if (!left.isEmpty()) {
      throw left.size() == leaving.size() ? noHost(leaving, left) : Refusal.bad();
    }
  }

  /** Only a person's own call moves VMs that only a person may migrate. */
  private void checkNobodyNeedsForce(TwinHost host) {
    if (leaving(host).stream().anyMatch(vm -> vm.affinity != VmAffinity.MIGRATABLE)) {
      refuseAll(ACTION + "VM is non migratable.");
    }
  }

  private static void refuseAll(String text) {
    throw Refusal.conflict(text);
  }

  private List<TwinVm> leaving(TwinHost host) {
    return sim.placement.on(host).stream()
        .filter(vm -> !world.migrations.containsKey(vm.id))
        .sorted(
            Comparator.comparingInt((TwinVm vm) -> -vm.haPriority)
                .thenComparing((TwinVm vm) -> vm.name))
        .toList();
  }

  private static Optional<String> immovable(TwinVm vm) {
    if (vm.canMigrateNow()) {
      return Optional.empty();
    }
    boolean gone = vm.status == VmStatus.DOWN || vm.status == VmStatus.UNKNOWN;
    return Optional.of(
        ACTION
            + (gone
                ? "VM is not running."
                : "Cannot perform the action while VM "
                    + vm.name
                    + " is "
                    + vm.status.value()
                    + "."));
  }

  private static Refusal noHost(List<TwinVm> leaving, Map<TwinVm, Scheduler.Choice> left) {
    List<String> texts = new ArrayList<>();
    for (TwinVm vm : leaving) {
      texts.add(ACTION + Scheduler.NO_HOST);
      texts.addAll(left.get(vm).refusals());
    }
    return Refusal.of(409, texts);
  }

  private void note(TwinHost host, Optional<String> reason, Optional<String> correlation) {
    Note note =
        reason
            .map(why -> Note.of(EventKind.MAINTENANCE, host.name, EventLog.USER, why))
            .orElseGet(
                () -> Note.of(EventKind.MAINTENANCE_WITHOUT_REASON, host.name, EventLog.USER));
    sim.events.add(note.host(host).by(correlation));
  }

  private void noteNotAll(TwinHost host, Optional<String> correlation) {
    sim.events.add(
        Note.of(EventKind.MAINTENANCE_MIGRATION_FAILED, host.name, EventLog.USER)
            .host(host)
            .by(correlation));
  }

  /** The next poll of the host sees whether it is empty. */
  public void look(TwinHost host) {
    if (isEmptied(host)) {
      Instant due = sim.nextTick(MONITORING);
      host.checkDue = Optional.of(due);
      sim.schedule(due, Task.Kind.HOST_CHECK, host.id);
    }
  }

  private boolean isEmptied(TwinHost host) {
    return host.isPreparing()
        && sim.placement.counted(host).total() == 0
        && sim.placement.count(host) == 0
        && !world.isTransferringOn(host);
  }

  void check(Task task) {
    world
        .host(task.subject())
        .filter(host -> host.checkDue.filter(task.at()::equals).isPresent())
        .filter(this::isEmptied)
        .ifPresent(host -> enter(host, host.reason));
  }

  private void enter(TwinHost host, Optional<String> reason) {
    host.status = HostStatus.MAINTENANCE;
    host.reason = reason;
    host.statusDue = Optional.empty();
    host.checkDue = Optional.empty();
    host.queue.clear();
    endJob(host, true);
  }

  /** Activation, or a host that dies, ends the way to maintenance; running migrations go on. */
  void giveUp(TwinHost host) {
    host.queue.clear();
    host.reason = Optional.empty();
    host.checkDue = Optional.empty();
    endJob(host, false);
  }

  private void endJob(TwinHost host, boolean well) {
    host.rerunDue = Optional.empty();
    sim.jobs.finish(host.maintenanceJob, well);
    host.maintenanceJob = Optional.empty();
  }

  private void expectRerun(TwinHost host) {
    Instant due = sim.after(IDLE);
    host.rerunDue = Optional.of(due);
    sim.schedule(due, Task.Kind.HOST_RERUN, host.id);
  }

  /** The Manager's own second attempt at a host that does not get on. */
  void rerun(Task task) {
    world
        .host(task.subject())
        .filter(host -> host.rerunDue.filter(task.at()::equals).isPresent())
        .filter(host -> host.isPreparing() && !host.isLost())
        .ifPresent(this::runAgain);
  }

  private void runAgain(TwinHost host) {
    expectRerun(host);
    if (!host.queue.isEmpty() || sim.placement.migratingFrom(host) > 0) {
      return;
    }
    try {
      checkNobodyNeedsForce(host);
      sendAway(host);
    } catch (Refusal refusal) {
      sim.events.add(Note.of(EventKind.MAINTENANCE_FAILED, host.name).host(host));
    }
  }
}
