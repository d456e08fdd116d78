package io.siteswap.runbook;

import io.siteswap.ledger.History;
import io.siteswap.ledger.Run;
import io.siteswap.manager.Inventory;
import io.siteswap.plan.FailbackPlanner;
import io.siteswap.plan.PlaceVms;
import io.siteswap.plan.Plan;
import io.siteswap.plan.Planner;
import io.siteswap.readiness.Need;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.Recovery;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Returns hosts, SPM and VMs to where they were before a failover or a loss. */
@Component
class FailBackSite implements Runbook {
  private final ClusterSettingsByName clusterSettings;
  private final History history;

  FailBackSite(ClusterSettingsByName clusterSettings, History history) {
    this.clusterSettings = clusterSettings;
    this.history = history;
  }

  @Override
  public String id() {
    return "fail-back-site";
  }

  @Override
  public Set<String> startedBy() {
    return Set.of(Groups.OPERATORS);
  }

  @Override
  public Set<String> outcomes() {
    return Set.of(
        "siteFailedBack", "failbackUndone", "planRejected", "runWithdrawn", "storageNotInSync");
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.TWO_SITES, Need.MIGRATION, Need.RETURN);
  }

  @Override
  public Site destination(StretchCluster cluster, Site site) {
    return site;
  }

  @Override
  public String headline(Run run) {
    return "Return site %s of cluster %s to service".formatted(run.site(), run.cluster());
  }

  @Override
  public String undo(Plan plan) {
    boolean places = plan.changes().stream().anyMatch(PlaceVms.class::isInstance);
    return (places ? "The affinity groups are suspended again, then " : "")
        + "VMs go back to the hosts they run on now, then the SPM, then the hosts into maintenance"
        + " - in that order, and only what this run has changed.";
  }

  @Override
  public Planner planner(Run run, StretchCluster cluster, Inventory now) {
    History.Before before = before(cluster, cluster.site(run.site()));
    Recovery how = clusterSettings.of(cluster).recovery();
    return new FailbackPlanner(
        before.home(),
        Runbook.reason(run),
        before.lost()
            ? Optional.of(new FailbackPlanner.Gently(how.wave(), how.pause()))
            : Optional.empty());
  }

  @Override
  public void refuseImpossible(StretchCluster cluster, String site) {
    before(cluster, cluster.site(site));
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
