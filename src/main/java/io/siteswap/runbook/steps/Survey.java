package io.siteswap.runbook.steps;

import io.siteswap.ledger.AwayFromHome;
import io.siteswap.ledger.Run;
import io.siteswap.manager.Managers;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.runbook.Runbooks;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks at the Manager of a run, and draws up the run's plan from what is seen. */
@Component
public class Survey {
  private static final Duration SECONDS_AGO = Duration.ofSeconds(10);

  private final StretchClusters clusters;
  private final Managers managers;
  private final Runbooks runbooks;
  private final AwayFromHome away;

  Survey(StretchClusters clusters, Managers managers, Runbooks runbooks, AwayFromHome away) {
    this.clusters = clusters;
    this.managers = managers;
    this.runbooks = runbooks;
    this.away = away;
  }

  public Inventory look(Run run) {
    return managers.inventory(clusters.named(run.cluster()));
  }

  /**
   * As it was some seconds ago at most: the step before has looked when nothing was open any more,
   * and nothing has been asked for since.
   */
  Inventory justSeen(Run run) {
    return managers.inventory(clusters.named(run.cluster()), SECONDS_AGO);
  }

  /** What others have brought home, or moved unseen, before a plan is drawn up. */
  void takeStock(Run run, Inventory now) {
    away.look(clusters.named(run.cluster()), now);
  }

  public Plan plan(Run run, Inventory now) {
    return runbooks.of(run).planner(run, clusters.named(run.cluster()), now).plan(now);
  }
}
