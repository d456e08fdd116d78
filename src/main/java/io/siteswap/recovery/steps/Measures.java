package io.siteswap.recovery.steps;

import io.siteswap.ledger.ChangeState;
import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Observation;
import io.siteswap.ledger.Run;
import io.siteswap.plan.BringUpVm;
import io.siteswap.plan.ConfirmRebooted;
import io.siteswap.recovery.Recoveries;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How long a recovery took, and for what, against the recovery time objective. */
@Component
public class Measures {
  // What the Manager had restarted before the run looked counts from that look.
  private static final Set<ChangeState> SEEN = Set.of(ChangeState.DONE, ChangeState.ALREADY);

  private static final String OF_SPM = "confirmSpmHost";
  private static final String MISSED = "MISSED";
  private static final String REACHED = "reached";
  private static final String VM = "vm";

  private final Recoveries recoveries;
  private final Entries entries;
  private final StretchClusters clusters;
  private final ClusterSettingsByName clusterSettings;

  Measures(
      Recoveries recoveries,
      Entries entries,
      StretchClusters clusters,
      ClusterSettingsByName clusterSettings) {
    this.recoveries = recoveries;
    this.entries = entries;
    this.clusters = clusters;
    this.clusterSettings = clusterSettings;
  }

  /** One figure; the target is empty where there is none. */
  public record Measure(String what, String value, String target) {
    public boolean missed() {
      return target.endsWith(MISSED);
    }

    /** The target alone, without whether it was reached. */
    public String aim() {
      return target.replaceFirst(": (?:%s|%s)$".formatted(MISSED, REACHED), "");
    }
  }

  /** Empty for any other runbook. */
  public List<Measure> of(Run run) {
    return recoveries.of(run.id()).map(recovery -> of(run, recovery)).orElse(List.of());
  }

  private List<Measure> of(Run run, Recoveries.Recovery recovery) {
    List<Entry> all = entries.of(run.id());
    List<Instant> up = seen(all, BringUpVm.class).sorted().toList();
    Optional<Instant> decided = recovery.attestedAt();
    List<Measure> measures = new ArrayList<>();
    decided.ifPresent(
        at -> measures.add(measure("from the loss to the decision", recovery.lostAt(), at)));
    decided.ifPresent(
        at ->
            recovery
                .askedAt()
                .ifPresent(
                    asked -> measures.add(measure("of that, waiting for people", asked, at))));
    Instant from = decided.orElse(recovery.lostAt());
    seen(all.stream().filter(entry -> entry.phase().equals(OF_SPM)).toList(), ConfirmRebooted.class)
        .min(Comparator.naturalOrder())
        .ifPresent(at -> measures.add(measure("from the decision to the SPM", from, at)));
    up.stream()
        .findFirst()
        .ifPresent(at -> measures.add(measure("from the decision to the first VM", from, at)));
    up.stream()
        .reduce((first, second) -> second)
        .ifPresent(
            at -> {
              measures.add(measure("from the decision to the last VM", from, at));
              measures.add(objective(run, recovery.lostAt(), at));
            });
    return measures;
  }

  private static <C> Stream<Instant> seen(List<Entry> all, Class<C> kind) {
    return all.stream()
        .filter(entry -> SEEN.contains(entry.state()) && kind.isInstance(entry.change()))
        .flatMap(entry -> entry.seen().stream())
        .map(Observation::at);
  }

  private Measure objective(Run run, Instant lost, Instant last) {
    StretchCluster cluster = clusters.named(run.cluster());
    Duration objective = clusterSettings.of(cluster).recovery().objective();
    Duration taken = Duration.between(lost, last);
    long down =
        run.differences().stream()
            .filter(
                difference -> difference.type().equals(VM) && cluster.protects(difference.name()))
            .count();
    boolean missed = down > 0 || taken.compareTo(objective) > 0;
    return new Measure(
        "from the loss to the last VM",
        describe(taken),
        "%s%s: %s"
            .formatted(
                describe(objective),
                down > 0 ? ", protected VMs that do not run: " + down : "",
                missed ? MISSED : REACHED));
  }

  private static Measure measure(String what, Instant from, Instant to) {
    return new Measure(what, describe(Duration.between(from, to)), "");
  }

  private static String describe(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds >= 3600
        ? "%d h %02d min %02d s".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
        : "%d min %02d s".formatted(seconds / 60, seconds % 60);
  }
}
