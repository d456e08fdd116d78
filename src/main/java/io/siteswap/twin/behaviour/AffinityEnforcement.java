package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.Policies;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinGroup;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.Waiting;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ovirt.engine.sdk4.types.VmAffinity;
import org.ovirt.engine.sdk4.types.VmStatus;

/** Migrates one VM a minute back to the hosts its group wants, unless migrations run already. */
final class AffinityEnforcement {
  static final Duration PERIOD = Duration.ofMinutes(1);

  private final Simulation sim;
  private final World world;

  AffinityEnforcement(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  /** Looks again at the next full minute; sleeps while nothing happens in the world. */
  void wake() {
    if (world.enforcementDue.isEmpty()) {
      Instant due = sim.nextTick(PERIOD);
      world.enforcementDue = Optional.of(due);
      sim.schedule(due, Task.Kind.ENFORCE_AFFINITY, "");
    }
  }

  void enforce(Task task) {
    if (world.enforcementDue.filter(task.at()::equals).isEmpty()) {
      return;
    }
    world.enforcementDue = Optional.empty();
    if (isBusy()) {
      wake();
      return;
    }
    homesick().findFirst().ifPresent(this::sendHome);
  }

  private boolean isBusy() {
    return !world.migrations.isEmpty()
        || world.hosts.values().stream().anyMatch(host -> !host.queue.isEmpty());
  }

  /** A VM and the host of its group that would take it. */
  private record Move(TwinVm vm, TwinHost target) {}

  /** Hard rules first, and of those the ones about hosts. */
  private Stream<Move> homesick() {
    return Stream.of(homeTo(true), together(true), homeTo(false), together(false))
        .flatMap(Function.identity());
  }

  private Stream<Move> homeTo(boolean enforcing) {
    return world.groups.values().stream()
        .filter(group -> group.hostsRule.enabled() && group.hostsRule.positive())
        .filter(group -> group.hostsRule.enforcing() == enforcing && counts(enforcing))
        .filter(group -> group.hosts.stream().map(world.hosts::get).anyMatch(TwinHost::isUp))
        .flatMap(this::movesOf);
  }

  private boolean counts(boolean enforcing) {
    return enforcing || Policies.heedsSoftGroups(world);
  }

  private Stream<Move> together(boolean enforcing) {
    return world.groups.values().stream()
        .filter(group -> group.vmsRule.enabled() && group.vmsRule.enforcing() == enforcing)
        .filter(group -> counts(enforcing) && sim.vmRules.isBroken(group))
        .flatMap(this::movesWithin);
  }

  /** From where fewest are, or from where too many are; soft rules only for the better. */
  private Stream<Move> movesWithin(TwinGroup group) {
    Map<String, Integer> members = sim.vmRules.membersByHost(group);
    return migratable(group)
        .filter(vm -> group.vmsRule.positive() || members.get(vm.host.orElseThrow()) > 1)
        .sorted(Comparator.comparingInt(vm -> members.get(vm.host.orElseThrow())))
        .flatMap(this::move)
        .filter(
            move ->
                group.vmsRule.enforcing() || sim.scheduler.likesBetter(move.vm(), move.target()));
  }

  private Stream<TwinVm> migratable(TwinGroup group) {
    return group.vms.stream()
        .flatMap(id -> world.vm(id).stream())
        .filter(vm -> vm.status == VmStatus.UP && vm.affinity == VmAffinity.MIGRATABLE);
  }

  private Stream<Move> move(TwinVm vm) {
    return sim.scheduler.choose(vm).best().stream().limit(1).map(host -> new Move(vm, host));
  }

  private Stream<Move> movesOf(TwinGroup group) {
    return migratable(group)
        .filter(vm -> vm.host.filter(group.hosts::contains).isEmpty())
        .flatMap(this::move)
        .filter(move -> group.hosts.contains(move.target().id));
  }

  private void sendHome(Move move) {
    TwinHost source = world.hosts.get(move.vm().host.orElseThrow());
    sim.migrations.enqueue(
        source,
        Waiting.bySystem(move.vm().id, Optional.of(move.target().id), Waiting.Cause.AFFINITY));
    wake();
  }
}
