package io.siteswap.ledger;

import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.ObjectRef;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.plan.AsRecorded;
import io.siteswap.plan.BringUpVm;
import io.siteswap.plan.Change;
import io.siteswap.plan.EnterMaintenance;
import io.siteswap.plan.EvacuateVm;
import io.siteswap.plan.MoveSpm;
import io.siteswap.plan.PlaceVms;
import io.siteswap.plan.Plan;
import io.siteswap.plan.QuarantineHost;
import io.siteswap.plan.RecoveredSite;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one run may have taken away from home; whether it did, only a look at the world tells. */
final class Departures {
  private final Run run;
  private final List<Entry> entries;
  private final Instant seenAt;
  private final boolean lost;

  private Departures(Run run, List<Entry> entries, Instant seenAt) {
    this.run = run;
    this.entries = entries;
    this.seenAt = seenAt;
    this.lost = run.plan().filter(plan -> plan.goal() instanceof RecoveredSite).isPresent();
  }

  /**
   * The oldest first. What is away by changes that nobody has seen counts from this look on.
   *
   * @param seenAt when the world was looked at
   */
  static Stream<Away> of(Run run, List<Entry> entries, Instant seenAt) {
    Departures departures = new Departures(run, entries, seenAt);
    return departures.isReturn() || entries.stream().noneMatch(Departures::hasHappened)
        ? Stream.empty()
        : Stream.concat(departures.changed(), departures.alongside());
  }

  private boolean isReturn() {
    return run.plan().filter(plan -> plan.goal() instanceof AsRecorded).isPresent();
  }

  private static boolean hasHappened(Entry entry) {
    return entry.wasEverAsked() || entry.state().isSettled();
  }

  private Stream<Away> changed() {
    return entries.stream()
        .filter(this::mayHaveLeft)
        .flatMap(entry -> away(entry.change(), since(entry)).stream());
  }

  /** Of a lost site also what came to be so without this run. */
  private boolean mayHaveLeft(Entry entry) {
    boolean isOfLostSite =
        entry.change() instanceof BringUpVm || entry.change() instanceof QuarantineHost;
    return !entry.is(ChangeState.REVERTED)
        && (entry.wasEverAsked()
            || (isOfLostSite && (entry.state().isSettled() || entry.is(ChangeState.APPROVED))));
  }

  private Instant since(Entry entry) {
    return entry.seen().map(Observation::at).orElse(seenAt);
  }

  private Optional<Away> away(Change change, Instant since) {
    if (change instanceof EnterMaintenance host) {
      return Optional.of(
          host(host.object(), Optional.of(host.from()).filter(was -> was != HostStatus.UP), since));
    }
    if (change instanceof QuarantineHost host) {
      return Optional.of(host(host.object(), Optional.empty(), since));
    }
    if (change instanceof EvacuateVm vm) {
      return Optional.of(vm(vm.vm(), vm.from(), since));
    }
    if (change instanceof BringUpVm vm) {
      return Optional.of(vm(vm.vm(), vm.from(), since));
    }
    if (change instanceof MoveSpm spm && !spm.from().equals(spm.to())) {
      return Optional.of(spm(spm.from(), since));
    }
    if (change instanceof PlaceVms group && group.isSuspension()) {
      return Optional.of(
          new Away(
              Away.Kind.AFFINITY_GROUP,
              group.object().id(),
              group.object().name(),
              run.site(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(group),
              lost,
              run.id(),
              since));
    }
    return Optional.empty();
  }

  /** What could not move by the plan may have left with its host after all. */
  private Stream<Away> alongside() {
    Set<HostRef> gone =
        entries.stream()
            .map(Entry::change)
            .filter(QuarantineHost.class::isInstance)
            .map(change -> ((QuarantineHost) change).host())
            .collect(Collectors.toSet());
    Stream<Away> staying =
        run.plan().stream()
            .flatMap(plan -> plan.staying().stream())
            .filter(vm -> !lost || gone.contains(vm.host()))
            .map(vm -> vm(vm.vm(), vm.host(), seenAt));
    Stream<Away> spm =
        run.plan().map(Plan::goal).stream()
            .filter(RecoveredSite.class::isInstance)
            .map(goal -> spm(((RecoveredSite) goal).spm(), seenAt));
    return Stream.concat(staying, spm);
  }

  private Away vm(VmRef vm, HostRef home, Instant since) {
    return row(Away.Kind.VM, vm, Optional.empty(), Optional.of(home), since);
  }

  private Away host(ObjectRef host, Optional<HostStatus> was, Instant since) {
    return row(Away.Kind.HOST, host, was, Optional.empty(), since);
  }

  private Away spm(HostRef home, Instant since) {
    return new Away(
        Away.Kind.SPM,
        Away.SPM,
        Away.SPM,
        run.site(),
        Optional.empty(),
        Optional.of(home),
        Optional.empty(),
        lost,
        run.id(),
        since);
  }

  private Away row(
      Away.Kind kind,
      ObjectRef object,
      Optional<HostStatus> status,
      Optional<HostRef> home,
      Instant since) {
    return new Away(
        kind,
        object.id(),
        object.name(),
        run.site(),
        status,
        home,
        Optional.empty(),
        lost,
        run.id(),
        since);
  }
}
