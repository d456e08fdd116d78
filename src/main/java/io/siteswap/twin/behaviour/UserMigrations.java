package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Migration;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.Waiting;
import io.siteswap.twin.world.World;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.VmAffinity;

/** Migrations somebody asks for, or calls off. */
public final class UserMigrations {
  private final Simulation sim;
  private final World world;

  public UserMigrations(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  public String migrate(
      TwinVm vm, Optional<TwinHost> target, boolean force, Optional<String> correlation) {
    checkMigration(vm, force);
    target.ifPresentOrElse(host -> checkTarget(vm, host), () -> checkAnyTarget(vm));
    TwinHost source = world.hosts.get(vm.host.orElseThrow());
    String job = sim.jobs.start("Migrating VM " + vm.name, correlation);
    sim.migrations.enqueue(
        source,
        new Waiting(
            vm.id, target.map(host -> host.id), Waiting.Cause.USER, correlation, Optional.of(job)));
    sim.migrations.sendBy(source);
    return job;
  }

  private void checkMigration(TwinVm vm, boolean force) {
    if (vm.affinity == VmAffinity.PINNED) {
      throw Refusal.conflict("Cannot migrate VM. VM is pinned to Host.");
    }
    if (sim.migrations.isBusy(vm)) {
      throw Refusal.conflict("Cannot migrate VM. VM " + vm.name + " is being migrated.");
    }
    if (!vm.canMigrateNow()) {
      throw Refusal.conflict("Cannot migrate VM. VM is not running.");
    }
    if (vm.affinity == VmAffinity.USER_MIGRATABLE && !force) {
      throw Refusal.conflict(
          "Cannot migrate VM. VM is non migratable and user did not specify the force-migration"
              + " flag");
    }
  }

  private void checkTarget(TwinVm vm, TwinHost target) {
    if (vm.host.filter(target.id::equals).isPresent() || !target.isUp()) {
      throw Refusal.bad(
          "There are no hosts to use. Check that the cluster contains at least one host in Up"
              + " state.");
    }
    sim.scheduler.refusal(vm, target).ifPresent(why -> refuseTarget(List.of(why)));
  }

  private void checkAnyTarget(TwinVm vm) {
    Scheduler.Choice choice = sim.scheduler.choose(vm);
    if (choice.best().isEmpty()) {
      refuseTarget(choice.refusals());
    }
  }

  private static void refuseTarget(List<String> why) {
    throw VmLife.noHost("Cannot migrate VM. ", why);
  }

  public void cancel(TwinVm vm, Optional<String> correlation) {
    Migration migration = world.migrations.get(vm.id);
    if (migration == null) {
      throw Refusal.conflict("Cannot cancel migration for non migrating VM.");
    }
    sim.migrations.abort(migration);
    TwinHost source = world.hosts.get(migration.source());
    sim.events.add(
        Note.of(EventKind.MIGRATION_CANCELLED, vm.name, source.name, EventLog.USER)
            .host(source)
            .vm(vm)
            .by(correlation));
  }
}
