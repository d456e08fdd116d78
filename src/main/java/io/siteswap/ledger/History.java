package io.siteswap.ledger;

import io.siteswap.manager.HostRef;
import io.siteswap.manager.VmRef;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the ledger knows of the time before a failover, or before a site was lost. */
@Component
public class History {
  private static final String FAILED_OVER = "siteFailedOver";
  private static final String RECOVERED = "siteRecovered";
  private static final String HANDED_OVER = "siteHandedOver";
  private static final String FAILED_BACK = "siteFailedBack";

  private final Runs runs;
  private final Entries entries;

  History(Runs runs, Entries entries) {
    this.runs = runs;
    this.entries = entries;
  }

  /**
   * How the world was before.
   *
   * @param lost whether the site did not go on purpose
   */
  public record Before(AsRecorded home, boolean lost) {}

  /**
   * How the world was before the last failover or loss of that site; empty when there was none, or
   * when a failback has returned from it. A failover that was handed over counts by itself where
   * the recovery found nothing left to recover.
   */
  public Optional<Before> before(String cluster, String site) {
    return Stream.of(FAILED_OVER, HANDED_OVER, RECOVERED)
        .flatMap(outcome -> runs.last(cluster, site, outcome).stream())
        .max((one, other) -> one.endedAt().get().compareTo(other.endedAt().get()))
        .filter(run -> !isReturnedFrom(run))
        .flatMap(this::before);
  }

  private boolean isReturnedFrom(Run failover) {
    return runs.last(failover.cluster(), failover.site(), FAILED_BACK)
        .flatMap(Run::endedAt)
        .filter(end -> end.isAfter(failover.endedAt().orElseThrow()))
        .isPresent();
  }

  /** A failover whose site died in the middle has handed its ledger over to the recovery. */
  private Optional<Before> before(Run run) {
    boolean lost = !run.outcome().equals(Optional.of(FAILED_OVER));
    List<Run> chain = Stream.concat(runs.predecessor(run.id()).stream(), Stream.of(run)).toList();
    List<Change> done = chain.stream().flatMap(one -> done(one)).toList();
    Set<HostRef> hosts = new LinkedHashSet<>();
    Map<VmRef, HostRef> places = new LinkedHashMap<>();
    for (Change change : done) {
      if (change instanceof EnterMaintenance maintenance) {
        hosts.add(maintenance.host());
      } else if (change instanceof QuarantineHost quarantine) {
        hosts.add(quarantine.host());
      } else if (change instanceof EvacuateVm vm) {
        places.putIfAbsent(vm.vm(), vm.from());
      } else if (change instanceof BringUpVm vm) {
        places.putIfAbsent(vm.vm(), vm.from());
      }
    }
    // What could not move by the plan may have left with its host after all.
    chain.stream()
        .flatMap(one -> one.plan().stream())
        .flatMap(plan -> plan.staying().stream())
        .filter(vm -> !lost || hosts.contains(vm.host()))
        .forEach(vm -> places.putIfAbsent(vm.vm(), vm.host()));
    return spm(chain)
        .map(
            spm ->
                new Before(
                    new AsRecorded(
                        List.copyOf(hosts),
                        spm,
                        places.entrySet().stream()
                            .map(place -> new AsRecorded.Place(place.getKey(), place.getValue()))
                            .toList(),
                        suspended(done)),
                    lost));
  }

  /** What was done; of a lost site also what came to be so without this run. */
  private Stream<Change> done(Run run) {
    boolean handedOver = run.outcome().equals(Optional.of(HANDED_OVER));
    return entries.of(run.id()).stream()
        .filter(
            entry ->
                entry.is(ChangeState.DONE)
                    || isOfLostSite(entry)
                    || (handedOver && mayHaveHappened(entry)))
        .map(Entry::change);
  }

  /** Nobody looked any more at what was under way when the failover was handed over. */
  private static boolean mayHaveHappened(Entry entry) {
    return entry.is(ChangeState.REQUESTED)
        && (entry.change() instanceof EnterMaintenance || entry.change() instanceof EvacuateVm);
  }

  private static boolean isOfLostSite(Entry entry) {
    return entry.state().isSettled()
        && (entry.change() instanceof BringUpVm || entry.change() instanceof QuarantineHost);
  }

  private Optional<HostRef> spm(List<Run> chain) {
    return chain.stream().flatMap(run -> spm(run).stream()).findFirst();
  }

  private Optional<HostRef> spm(Run run) {
    return entries.of(run.id()).stream()
        .map(Entry::change)
        .filter(MoveSpm.class::isInstance)
        .map(change -> ((MoveSpm) change).from())
        .findFirst()
        .or(
            () ->
                run.plan()
                    .map(Plan::goal)
                    .filter(RecoveredSite.class::isInstance)
                    .map(goal -> ((RecoveredSite) goal).spm()));
  }

  private static List<PlaceVms> suspended(List<Change> done) {
    return done.stream()
        .filter(PlaceVms.class::isInstance)
        .map(PlaceVms.class::cast)
        .collect(Collectors.toList());
  }
}
