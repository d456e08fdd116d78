package io.siteswap.runbook;

import io.siteswap.ledger.AwayFromHome;
import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.FailbackPlanner;
import io.siteswap.plan.PlaceVms;
import io.siteswap.plan.Plan;
import io.siteswap.plan.Planner;
import io.siteswap.readiness.checks.Need;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.Recovery;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Returns hosts, SPM and VMs of a site to where they belong. */
@Component
class FailBackSite implements Runbook {
  private final ClusterSettingsByName clusterSettings;
  private final AwayFromHome away;

  FailBackSite(ClusterSettingsByName clusterSettings, AwayFromHome away) {
    this.clusterSettings = clusterSettings;
    this.away = away;
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
  public String carriedOut() {
    return "siteFailedBack";
  }

  @Override
  public Set<String> outcomes() {
    return Set.of(
        carriedOut(),
        "nothingToReturn",
        "failbackUndone",
        "planRejected",
        "runWithdrawn",
        "gateClosed",
        "storageNotInSync");
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
    Site site = cluster.site(run.site());
    Recovery how = clusterSettings.of(cluster).recovery();
    return new FailbackPlanner(
        site,
        away.home(cluster, site),
        Runbook.reason(run),
        away.isLost(cluster, site)
            ? Optional.of(new FailbackPlanner.Gently(how.wave(), how.pause()))
            : Optional.empty());
  }

  @Override
  public void refuseImpossible(StretchCluster cluster, String name) {
    Site site = cluster.site(name);
    if (!away.mayBeAway(cluster, site)) {
      throw new Refused(
          "nothing of site %s of cluster %s is away from home: there is nothing to return"
              .formatted(site.name(), cluster.name()));
    }
  }
}
