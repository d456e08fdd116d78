package io.siteswap.runbook;

import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.History;
import io.siteswap.ledger.Run;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.plan.ConfirmRebooted;
import io.siteswap.plan.DeploymentPlanner;
import io.siteswap.plan.FailbackPlanner;
import io.siteswap.plan.FailoverPlanner;
import io.siteswap.plan.ObservedState;
import io.siteswap.plan.Plan;
import io.siteswap.plan.Planner;
import io.siteswap.plan.RecoveryPlanner;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.Recovery;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which planner draws up the plan of which runbook. */
@Component
class Planners {
  private final StretchClusters clusters;
  private final ClusterSettingsByName clusterSettings;
  private final History history;
  private final Entries entries;

  Planners(
      StretchClusters clusters,
      ClusterSettingsByName clusterSettings,
      History history,
      Entries entries) {
    this.clusters = clusters;
    this.clusterSettings = clusterSettings;
    this.history = history;
    this.entries = entries;
  }

  Plan plan(Run run, Inventory now) {
    return planner(run, now).plan(now);
  }

  private Planner planner(Run run, Inventory now) {
    StretchCluster cluster = clusters.named(run.cluster());
    Site site = cluster.site(run.site());
    String reason = reason(run);
    return switch (run.runbook()) {
      case RunbookEngine.FAIL_OVER_SITE -> new FailoverPlanner(cluster, site, reason);
      case RunbookEngine.FAIL_BACK_SITE -> failback(cluster, site, reason);
      case RunbookEngine.RECOVER_LOST_SITE ->
          new RecoveryPlanner(cluster, site, reason, run.plan(), false, confirmed(run, now));
      case RunbookEngine.DEPLOY_STRETCH_CLUSTER -> new DeploymentPlanner(cluster);
      default -> throw new IllegalStateException("no planner for runbook " + run.runbook());
    };
  }

  /** Of a recovery: what was decided for its VMs is decided once more. */
  Plan planAnew(Run run, Inventory now) {
    StretchCluster cluster = clusters.named(run.cluster());
    return new RecoveryPlanner(
            cluster, cluster.site(run.site()), reason(run), run.plan(), true, confirmed(run, now))
        .plan(now);
  }

  /** The Manager shows it on each host in maintenance. */
  private static String reason(Run run) {
    return "%s: %s".formatted(run.ticket(), run.reason());
  }

  private FailbackPlanner failback(StretchCluster cluster, Site site, String reason) {
    History.Before before = before(cluster, site);
    Recovery how = clusterSettings.of(cluster).recovery();
    return new FailbackPlanner(
        before.home(),
        reason,
        before.lost()
            ? Optional.of(new FailbackPlanner.Gently(how.wave(), how.pause()))
            : Optional.empty());
  }

  /** What the Manager was told to be rebooted, whether or not it shows already. */
  Set<HostRef> confirmed(Run run, Inventory now) {
    return entries.of(run.id()).stream()
        .filter(entry -> entry.change() instanceof ConfirmRebooted)
        .filter(entry -> entry.ask().requestedAt().isPresent() && isTaken(entry, now))
        .map(entry -> ((ConfirmRebooted) entry.change()).host())
        .collect(Collectors.toSet());
  }

  /** Not what the Manager refused; what people went on without, only if it has had its effect. */
  private static boolean isTaken(Entry entry, Inventory now) {
    return switch (entry.state()) {
      case REFUSED -> false;
      case LEFT -> {
        ObservedState observed = entry.change().observe(now);
        yield observed.is(ObservedState.Kind.AFTER) || observed.is(ObservedState.Kind.UNDER_WAY);
      }
      default -> true;
    };
  }

  /** The site that is to carry the VMs afterwards. */
  Site destination(Run run) {
    StretchCluster cluster = clusters.named(run.cluster());
    Site site = cluster.site(run.site());
    return run.runbook().equals(RunbookEngine.FAIL_BACK_SITE) ? site : cluster.other(site);
  }

  /** The name of the site that a run is about; a deployment is about both. */
  String site(String runbook, StretchCluster cluster, String wanted) {
    return runbook.equals(RunbookEngine.DEPLOY_STRETCH_CLUSTER) ? "" : cluster.site(wanted).name();
  }

  void refuseImpossible(String runbook, StretchCluster cluster, String site) {
    if (runbook.equals(RunbookEngine.FAIL_BACK_SITE)) {
      before(cluster, cluster.site(site));
    }
  }

  private History.Before before(StretchCluster cluster, Site site) {
    return history
        .before(cluster.name(), site.name())
        .orElseThrow(
            () ->
                new Refused(
                    "site '%s' of cluster '%s' has no failover or recovery on record that could be returned from"
                        .formatted(site.name(), cluster.name())));
  }
}
