package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Migration;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.Waiting;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.VmStatus;

/** Starts waiting migrations as slots become free, two out of and two into a host at once. */
public final class Migrations {
  static final int AT_ONCE = 2;

  // 8000 Mbit/s for a host's two migrations: the custom bandwidth of the cluster.
  public static final long BANDWIDTH_MBPS = 8000;
  private static final long BITS_PER_MILLI = BANDWIDTH_MBPS * 1000 / AT_ONCE;
  private static final Duration BEFORE_FAILURE = Duration.ofSeconds(2);
  private static final Duration SHORTEST = Duration.ofSeconds(3);

  private final Simulation sim;
  private final World world;

  Migrations(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  static Duration duration(TwinVm vm) {
    Duration copy = Duration.ofMillis(vm.memory * 8 / BITS_PER_MILLI);
    return copy.compareTo(SHORTEST) < 0 ? SHORTEST : copy;
  }

  void enqueue(TwinHost source, Waiting waiting) {
    source.queue.add(waiting);
  }

  boolean isBusy(TwinVm vm) {
    return world.migrations.containsKey(vm.id)
        || vm.host.flatMap(world::host).filter(host -> host.awaits(vm.id)).isPresent();
  }

  void startWhatCan() {
    for (TwinHost source : world.hosts.values()) {
      if (!source.queue.isEmpty()) {
        startFrom(source);
      }
    }
  }

  private void startFrom(TwinHost source) {
    for (Waiting waiting : new ArrayList<>(source.queue)) {
      if (sim.placement.migratingFrom(source) >= AT_ONCE) {
        return;
      }
      if (mayStart(source, waiting)) {
        tryToStart(source, waiting);
      }
    }
  }

  private boolean mayStart(TwinHost source, Waiting waiting) {
    return waiting.cause() != Waiting.Cause.MAINTENANCE
        || !(world.now.isBefore(source.drainFrom) || world.now.isBefore(world.drainsFrom));
  }

  private void tryToStart(TwinHost source, Waiting waiting) {
    Optional<TwinVm> vm = world.vm(waiting.vm()).filter(TwinVm::canMigrateNow);
    if (vm.isEmpty()) {
      source.queue.remove(waiting);
      return;
    }
    List<TwinHost> targets = targets(vm.get(), waiting);
    if (targets.isEmpty()) {
      source.queue.remove(waiting);
      foundNoHost(source, vm.get(), waiting);
      return;
    }
    targets.stream()
        .filter(target -> sim.placement.migratingTo(target) < AT_ONCE)
        .findFirst()
        .ifPresent(target -> start(source, target, vm.get(), waiting));
  }

  private List<TwinHost> targets(TwinVm vm, Waiting waiting) {
    if (waiting.target().isEmpty()) {
      return isLeaving(waiting)
          ? sim.scheduler.chooseLeaving(vm).best()
          : sim.scheduler.choose(vm).best();
    }
    return waiting.target().flatMap(world::host).stream()
        .filter(host -> host.isUp() && sim.scheduler.refusal(vm, host).isEmpty())
        .toList();
  }

  private static boolean isLeaving(Waiting waiting) {
    return waiting.cause() == Waiting.Cause.MAINTENANCE
        || waiting.cause() == Waiting.Cause.NON_OPERATION;
  }

  private void start(TwinHost source, TwinHost target, TwinVm vm, Waiting waiting) {
    source.queue.remove(waiting);
    boolean fails = isToFail(vm);
    Duration length = fails ? BEFORE_FAILURE : duration(vm);
    Optional<Instant> end = Optional.of(world.now.plus(length)).filter(e -> fails || !vm.stuck);
    Migration migration = new Migration(waiting, source.id, target.id, world.now, end, fails);
    world.migrations.put(vm.id, migration);
    sim.placement.begin(migration);
    vm.status = VmStatus.MIGRATING;
    end.ifPresent(at -> sim.schedule(at, Task.Kind.MIGRATION_END, vm.id));
    sim.events.add(startNote(source, target, vm, waiting).by(waiting.correlation()));
  }

  private static boolean isToFail(TwinVm vm) {
    boolean fails = vm.migrationsToFail != 0;
    vm.migrationsToFail -= vm.migrationsToFail > 0 ? 1 : 0;
    return fails;
  }

  private static Note startNote(TwinHost source, TwinHost target, TwinVm vm, Waiting waiting) {
    EventKind kind =
        waiting.cause() == Waiting.Cause.USER
            ? EventKind.MIGRATION_START
            : EventKind.MIGRATION_START_SYSTEM;
    // The reason is named nowhere, though the code has one.
    String why = waiting.cause() == Waiting.Cause.USER ? EventLog.USER : "";
    return Note.of(kind, vm.name, source.name, target.name, why).host(source).vm(vm);
  }

  void end(Task task) {
    Migration migration = world.migrations.get(task.subject());
    if (migration == null || migration.end().filter(task.at()::equals).isEmpty()) {
      return;
    }
    TwinVm vm = world.vms.get(task.subject());
    if (migration.fails()) {
      abort(migration);
      noteFailed(migration, " due to an Error: " + vm.migrationError);
      return;
    }
    forget(migration);
    sim.placement.put(vm, Optional.of(migration.target()));
    vm.status = VmStatus.UP;
    world.completedMigrations.merge(vm.name, 1, Integer::sum);
    sim.jobs.finish(migration.order().job(), true);
    noteDone(vm, migration);
    world.host(migration.source()).ifPresent(sim.maintenance::look);
  }

  private void noteDone(TwinVm vm, Migration migration) {
    TwinHost source = world.hosts.get(migration.source());
    TwinHost target = world.hosts.get(migration.target());
    String took = Duration.between(migration.start(), world.now).toSeconds() + " seconds";
    sim.events.add(
        Note.of(EventKind.MIGRATION_DONE, vm.name, source.name, target.name, took, took)
            .host(source)
            .vm(vm)
            .by(migration.order().correlation()));
  }

  private void foundNoHost(TwinHost source, TwinVm vm, Waiting waiting) {
    Note note =
        waiting.cause() == Waiting.Cause.MAINTENANCE
            ? Note.of(EventKind.MIGRATION_FAILED_NO_DESTINATION, vm.name, source.name)
            : Note.of(EventKind.MIGRATION_NO_HOST, vm.name);
    sim.events.add(note.host(source).vm(vm).by(waiting.correlation()));
    sim.jobs.finish(waiting.job(), false);
  }

  /** Stops a running migration; the VM stays where it was. */
  void abort(Migration migration) {
    forget(migration);
    sim.jobs.finish(migration.order().job(), false);
    world
        .vm(migration.order().vm())
        .filter(vm -> vm.status == VmStatus.MIGRATING)
        .ifPresent(vm -> vm.status = VmStatus.UP);
  }

  private void forget(Migration migration) {
    world.migrations.remove(migration.order().vm());
    sim.placement.end(migration);
  }

  /** A host that is no target any more: what is on its way to it turns back and waits again. */
  void turnBackFrom(TwinHost target) {
    for (Migration migration : List.copyOf(world.migrations.values())) {
      if (migration.target().equals(target.id)) {
        abort(migration);
        TwinHost source = world.hosts.get(migration.source());
        if (source.isPreparing()) {
          source.queue.add(0, Waiting.forMaintenance(migration.order().vm()));
        }
      }
    }
  }

  /** A dead host ends the migrations out of it and into it. */
  void failAt(TwinHost dead) {
    for (Migration migration : List.copyOf(world.migrations.values())) {
      if (migration.source().equals(dead.id) || migration.target().equals(dead.id)) {
        abort(migration);
        noteFailed(migration, " due to an Error: Fatal error during migration");
      }
    }
  }

  private void noteFailed(Migration migration, String why) {
    TwinVm vm = world.vms.get(migration.order().vm());
    TwinHost source = world.hosts.get(migration.source());
    TwinHost target = world.hosts.get(migration.target());
    noteFailed(migration.order(), vm, source, target, why);
  }

  private void noteFailed(Waiting order, TwinVm vm, TwinHost source, TwinHost target, String why) {
    EventKind kind =
        order.goesToOneHost() ? EventKind.MIGRATION_FAILED_TO_HOST : EventKind.MIGRATION_FAILED;
    sim.events.add(
        Note.of(kind, why, vm.name, source.name, target.name)
            .host(source)
            .vm(vm)
            .by(order.correlation()));
  }

  /** A hypervisor that refuses says so at once: the call behind it fails, without a reason. */
  void sendBy(TwinHost source) {
    if (!source.refusesMigrations || source.queue.isEmpty()) {
      return;
    }
    sim.events.add(
        Note.of(
                EventKind.VDSM_FAILED,
                source.name,
                "MigrateBrokerVDS",
                "Fatal error during migration")
            .host(source));
    for (Waiting order : source.queue) {
      TwinVm vm = world.vms.get(order.vm());
      targets(vm, order).stream()
          .findFirst()
          .ifPresent(target -> noteFailed(order, vm, source, target, " "));
      sim.jobs.finish(order.job(), false);
    }
    source.queue.clear();
    throw Refusal.bad();
  }
}
