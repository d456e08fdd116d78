package io.siteswap.console;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.PhaseTimes;
import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.plan.BringUpVm;
import io.siteswap.plan.Change;
import io.siteswap.plan.EnterMaintenance;
import io.siteswap.plan.EvacuateVm;
import io.siteswap.plan.LeaveMaintenance;
import io.siteswap.plan.MigrateVm;
import io.siteswap.plan.MoveSpm;
import io.siteswap.plan.Phase;
import io.siteswap.plan.Plan;
import io.siteswap.runbook.Labels;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How far a run is, or was at an instant: by its phases, and by what it has moved at the sites. */
@Component
class RunStates {
  private final Entries entries;
  private final StretchClusters clusters;
  private final Labels labels;

  RunStates(Entries entries, StretchClusters clusters, Labels labels) {
    this.entries = entries;
    this.clusters = clusters;
    this.labels = labels;
  }

  /** {@code at} is null for now. */
  record State(Instant at, List<PhaseRow> phases, List<SiteRow> sites, String spm) {}

  /**
   * How many changes of a phase are in which state, and how long it took.
   *
   * @param forecast how long it was to take; null where the plan does not say so
   */
  record PhaseRow(
      String id,
      String name,
      int total,
      Map<String, Integer> states,
      Instant began,
      Instant ended,
      Duration forecast) {}

  /**
   * What a run has changed at a site by then, of what it changes there in all.
   *
   * @param drained hosts in maintenance
   * @param returned hosts back in service
   * @param gone VMs that left
   * @param come VMs that arrived
   */
  record SiteRow(String name, Part drained, Part returned, Part gone, Part come) {}

  /** So many of so many. */
  record Part(int done, int all) {
    Part plus(boolean isDone) {
      return new Part(done + (isDone ? 1 : 0), all + 1);
    }
  }

  private static final Part NONE = new Part(0, 0);

  State of(Run run, Optional<Instant> at) {
    List<Entry> all = entries.of(run.id());
    return new State(at.orElse(null), phases(run, all, at), sites(run, all, at), spm(all, at));
  }

  private List<PhaseRow> phases(Run run, List<Entry> all, Optional<Instant> at) {
    Optional<Plan> plan = run.plan();
    return all.stream()
        .collect(groupingBy(Entry::phase, LinkedHashMap::new, toList()))
        .entrySet()
        .stream()
        .map(
            phase ->
                row(
                    phase.getKey(),
                    labels.of(run.runbook(), phase.getKey()),
                    phase.getValue(),
                    plan.flatMap(known -> known.phase(phase.getKey())).flatMap(Phase::forecast),
                    run.endedAt(),
                    at))
        .toList();
  }

  /** One that was not carried out to its end took until the run has ended. */
  private static PhaseRow row(
      String id,
      String name,
      List<Entry> changes,
      Optional<Duration> forecast,
      Optional<Instant> runEnded,
      Optional<Instant> at) {
    PhaseTimes times = PhaseTimes.of(changes);
    Map<String, Integer> states = new TreeMap<>();
    changes.forEach(entry -> states.merge(ChangeAt.state(entry, at).word(), 1, Integer::sum));
    return new PhaseRow(
        id,
        name,
        changes.size(),
        states,
        times.began().orElse(null),
        times.ended().or(() -> times.began().flatMap(began -> runEnded)).orElse(null),
        forecast.orElse(null));
  }

  private List<SiteRow> sites(Run run, List<Entry> all, Optional<Instant> at) {
    return clusters.all().stream()
        .filter(cluster -> cluster.name().equals(run.cluster()))
        .flatMap(
            cluster ->
                Stream.of(cluster.primary(), cluster.secondary())
                    .map(site -> row(cluster, site, all, at)))
        .toList();
  }

  private static SiteRow row(
      StretchCluster cluster, Site site, List<Entry> all, Optional<Instant> at) {
    SiteRow row = new SiteRow(site.name(), NONE, NONE, NONE, NONE);
    for (Entry entry : all) {
      row = with(row, cluster, site, entry.change(), ChangeAt.holds(entry, at));
    }
    return row;
  }

  private static SiteRow with(
      SiteRow row, StretchCluster cluster, Site site, Change change, boolean done) {
    if (change instanceof EnterMaintenance enter) {
      return site.holds(enter.host().name())
          ? new SiteRow(row.name, row.drained.plus(done), row.returned, row.gone, row.come)
          : row;
    }
    if (change instanceof LeaveMaintenance leave) {
      return site.holds(leave.host().name())
          ? new SiteRow(row.name, row.drained, row.returned.plus(done), row.gone, row.come)
          : row;
    }
    return from(change)
        .map(
            from ->
                site.holds(from.name())
                    ? new SiteRow(
                        row.name, row.drained, row.returned, row.gone.plus(done), row.come)
                    : cluster.other(site).holds(from.name())
                        ? new SiteRow(
                            row.name, row.drained, row.returned, row.gone, row.come.plus(done))
                        : row)
        .orElse(row);
  }

  /** The host that a VM leaves for the other site. */
  private static Optional<HostRef> from(Change change) {
    if (change instanceof EvacuateVm leaves) {
      return Optional.of(leaves.from());
    }
    if (change instanceof MigrateVm moves) {
      return Optional.of(moves.from());
    }
    return change instanceof BringUpVm comesUp ? Optional.of(comesUp.from()) : Optional.empty();
  }

  private static String spm(List<Entry> all, Optional<Instant> at) {
    return all.stream()
        .filter(entry -> entry.change() instanceof MoveSpm)
        .map(
            entry -> {
              MoveSpm move = (MoveSpm) entry.change();
              return (ChangeAt.holds(entry, at) ? move.to() : move.from()).name();
            })
        .reduce((earlier, later) -> later)
        .orElse("");
  }
}
