package io.siteswap.console;

import io.siteswap.audit.Targets;
import io.siteswap.ledger.RunList;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.recovery.steps.RecoverLostSite;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The list of all runs, with what people measure them by. */
@Component
class RunRows {
  private final RunList list;
  private final Wording words;
  private final Targets targets;
  private final StretchClusters clusters;
  private final ClusterSettingsByName settings;
  private final InstantSource clock;

  RunRows(
      RunList list,
      Wording words,
      Targets targets,
      StretchClusters clusters,
      ClusterSettingsByName settings,
      InstantSource clock) {
    this.list = list;
    this.words = words;
    this.targets = targets;
    this.clusters = clusters;
    this.settings = settings;
    this.clock = clock;
  }

  Page<RunRow> some(RunList.Wish wish, Paging wanted) {
    Instant now = clock.instant();
    return Page.read(list.count(wish), wanted, (page, size) -> list.some(wish, page, size))
        .map(line -> RunRow.of(line, words, target(line), now));
  }

  private Duration target(RunList.Line line) {
    return targets.of(line.runbook()).or(() -> objective(line)).orElse(null);
  }

  /** Of a recovery the cluster says it, for as long as it is configured. */
  private Optional<Duration> objective(RunList.Line line) {
    return clusters.all().stream()
        .filter(cluster -> line.runbook().equals(RecoverLostSite.ID))
        .filter(cluster -> cluster.name().equals(line.cluster()))
        .map(cluster -> settings.of(cluster).recovery().objective())
        .findFirst();
  }
}
