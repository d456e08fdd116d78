package io.siteswap.runbook;

import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.FailoverPlanner;
import io.siteswap.plan.Plan;
import io.siteswap.plan.Planner;
import io.siteswap.readiness.checks.Need;
import io.siteswap.site.StretchCluster;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Empties a site that still answers. */
@Component
class FailOverSite implements Runbook {
  @Override
  public String id() {
    return "fail-over-site";
  }

  @Override
  public Set<String> startedBy() {
    return Set.of(Groups.OPERATORS);
  }

  @Override
  public String carriedOut() {
    return "siteFailedOver";
  }

  @Override
  public Set<String> outcomes() {
    return Set.of(
        carriedOut(),
        "siteAlreadyEmpty",
        "failoverUndone",
        "planRejected",
        "runWithdrawn",
        "gateClosed",
        "siteHandedOver");
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.TWO_SITES, Need.MIGRATION, Need.TAKEOVER);
  }

  @Override
  public String headline(Run run) {
    return "Empty site %s of cluster %s".formatted(run.site(), run.cluster());
  }

  @Override
  public String undo(Plan plan) {
    return "The hosts return to service, each VM goes back to the host it runs on now, then the SPM"
        + " - in that order, and only what this run has changed.";
  }

  @Override
  public Planner planner(Run run, StretchCluster cluster, Inventory now) {
    return new FailoverPlanner(cluster, cluster.site(run.site()), Runbook.reason(run));
  }
}
