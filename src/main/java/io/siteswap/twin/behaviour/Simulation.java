package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;

/** Lets the world catch up with the clock: what fell due happens in its order, and nothing else. */
public final class Simulation {
  public final World world;
  public final Placement placement;
  public final EventLog events;
  public final Jobs jobs;
  public final VmRules vmRules;
  final Scheduler scheduler;
  final Migrations migrations;
  public final Maintenance maintenance;
  public final HostLife hosts;
  public final HostInstallation installation;
  final NonOperation nonOperation;
  public final SpmElection spm;
  public final VmLife vms;
  final AffinityEnforcement affinity;
  public final SiteLoss sites;
  public final ManagerRestart manager;
  final Restarts restarts;
  final HaQueue queue;
  final FencingPolicy fencing;
  public final StorageHealth storage;

  Simulation(World world) {
    this.world = world;
    placement = new Placement(world);
    events = new EventLog(world);
    jobs = new Jobs(world);
    vmRules = new VmRules(world, placement);
    scheduler = new Scheduler(world, placement, vmRules);
    migrations = new Migrations(this);
    maintenance = new Maintenance(this);
    hosts = new HostLife(this);
    installation = new HostInstallation(this);
    nonOperation = new NonOperation(this);
    spm = new SpmElection(this);
    vms = new VmLife(this);
    affinity = new AffinityEnforcement(this);
    sites = new SiteLoss(this);
    manager = new ManagerRestart(this);
    restarts = new Restarts(this);
    queue = new HaQueue(this);
    fencing = new FencingPolicy(this);
    storage = new StorageHealth(this);
  }

  void advance(Instant target) {
    while (!world.agenda.isEmpty() && !world.agenda.first().at().isAfter(target)) {
      Task task = world.agenda.pollFirst();
      world.now = task.at();
      carryOut(task);
      migrations.startWhatCan();
    }
    if (target.isAfter(world.now)) {
      world.now = target;
    }
  }

  /** To be called after every command: what it made possible starts at once. */
  void settle() {
    placement.touch();
    migrations.startWhatCan();
    affinity.wake();
  }

  public void schedule(Instant at, Task.Kind kind, String subject) {
    world.agenda.add(new Task(at, ++world.lastTask, kind, subject));
  }

  Instant after(Duration delay) {
    return world.now.plus(delay);
  }

  /** The next moment on a grid of polls that began with the world's time. */
  public Instant nextTick(Duration period) {
    long millis = world.now.toEpochMilli();
    return Instant.ofEpochMilli(millis - Math.floorMod(millis, period.toMillis())).plus(period);
  }

  private void carryOut(Task task) {
    switch (task.kind()) {
      case HOST_STATUS -> hosts.statusDue(task);
      case HOST_SILENT -> sites.silent(task);
      case HOST_FENCED -> fencing.rebooted(task);
      case STORAGE_CHECK -> storage.check();
      case HOST_MONITORING -> world.host(task.subject()).ifPresent(nonOperation::look);
      case MANAGER_START -> manager.start(task);
      case HOST_CHECK -> maintenance.check(task);
      case HOST_RERUN -> maintenance.rerun(task);
      case VM_STATUS -> vms.statusDue(task);
      case VM_RESTART -> restarts.due(task);
      case HA_QUEUE -> queue.run(task);
      case MIGRATION_END -> migrations.end(task);
      case DRAINS_START -> {} // the migrations start after every task anyway
      case SPM_POLL -> spm.poll(task);
      case SPM_CONTEND -> spm.contend(task);
      case SPM_START -> spm.start(task);
      case SPM_RESET -> spm.reset(task);
      case FENCING_ALLOWED -> fencing.allowed(task);
      case ENFORCE_AFFINITY -> affinity.enforce(task);
    }
    if (task.kind() != Task.Kind.ENFORCE_AFFINITY) {
      affinity.wake();
    }
  }
}
