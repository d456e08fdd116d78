package io.siteswap.runbook;

import io.siteswap.ledger.History;
import io.siteswap.ledger.Run;
import io.siteswap.plan.AsRecorded;
import io.siteswap.plan.DeploymentPlanner;
import io.siteswap.plan.FailbackPlanner;
import io.siteswap.plan.FailoverPlanner;
import io.siteswap.plan.Planner;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import org.springframework.stereotype.Component;

/** Which planner draws up the plan of which runbook. */
@Component
class Planners {
  private final StretchClusters clusters;
  private final History history;

  Planners(StretchClusters clusters, History history) {
    this.clusters = clusters;
    this.history = history;
  }

  Planner of(Run run) {
    StretchCluster cluster = clusters.named(run.cluster());
    Site site = cluster.site(run.site());
    // The Manager shows it on each host in maintenance.
    String reason = "%s: %s".formatted(run.ticket(), run.reason());
    return switch (run.runbook()) {
      case RunbookEngine.FAIL_OVER_SITE -> new FailoverPlanner(cluster, site, reason);
      case RunbookEngine.FAIL_BACK_SITE -> new FailbackPlanner(home(cluster, site), reason);
      case RunbookEngine.DEPLOY_STRETCH_CLUSTER -> new DeploymentPlanner(cluster);
      default -> throw new IllegalStateException("no planner for runbook " + run.runbook());
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
      home(cluster, cluster.site(site));
    }
  }

  private AsRecorded home(StretchCluster cluster, Site site) {
    return history
        .before(cluster.name(), site.name())
        .orElseThrow(
            () ->
                new Refused(
                    "site '%s' of cluster '%s' has no failover on record that could be returned from"
                        .formatted(site.name(), cluster.name())));
  }
}
