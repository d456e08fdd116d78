package io.siteswap.ledger;

import io.siteswap.manager.HostRef;
import io.siteswap.plan.AsRecorded;
import io.siteswap.plan.EnterMaintenance;
import io.siteswap.plan.EvacuateVm;
import io.siteswap.plan.MoveSpm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** What the ledger knows of the time before a failover. */
@Component
public class History {
  private static final String FAILED_OVER = "siteFailedOver";
  private static final String FAILED_BACK = "siteFailedBack";

  private final Runs runs;
  private final Entries entries;

  History(Runs runs, Entries entries) {
    this.runs = runs;
    this.entries = entries;
  }

  /**
   * How the world was before the last failover of that site; empty when there was none, or when a
   * failback has returned from it.
   */
  public Optional<AsRecorded> before(String cluster, String site) {
    return runs.last(cluster, site, FAILED_OVER)
        .filter(failover -> !isReturnedFrom(failover))
        .flatMap(this::before);
  }

  private boolean isReturnedFrom(Run failover) {
    return runs.last(failover.cluster(), failover.site(), FAILED_BACK)
        .flatMap(Run::endedAt)
        .filter(end -> end.isAfter(failover.endedAt().orElseThrow()))
        .isPresent();
  }

  private Optional<AsRecorded> before(Run run) {
    List<Entry> changes = entries.of(run.id());
    List<HostRef> hosts = done(changes, EnterMaintenance.class, EnterMaintenance::host);
    List<AsRecorded.Place> places =
        new ArrayList<>(
            done(changes, EvacuateVm.class, vm -> new AsRecorded.Place(vm.vm(), vm.from())));
    // What could not move by the plan may have left with its host after all.
    run.requirePlan().staying().forEach(vm -> places.add(new AsRecorded.Place(vm.vm(), vm.host())));
    return changes.stream()
        .map(Entry::change)
        .filter(MoveSpm.class::isInstance)
        .map(change -> ((MoveSpm) change).from())
        .findFirst()
        .map(spm -> new AsRecorded(hosts, spm, places));
  }

  private static <C, T> List<T> done(List<Entry> changes, Class<C> kind, Function<C, T> reading) {
    return changes.stream()
        .filter(entry -> entry.is(ChangeState.DONE) && kind.isInstance(entry.change()))
        .map(entry -> reading.apply(kind.cast(entry.change())))
        .toList();
  }
}
