package io.siteswap.recovery.steps;

import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.plan.Planner;
import io.siteswap.plan.RecoveryPlanner;
import io.siteswap.readiness.checks.Need;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Runbook;
import io.siteswap.site.StretchCluster;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Brings up at the other site what ran at one that is gone. */
@Component
public class RecoverLostSite implements Runbook {
  static final String RECOVERED = "siteRecovered";

  public static final String ID = "recover-lost-site";

  private final Confirmations confirmations;
  private final RecoveryBegins beginning;
  private final Vouching vouching;

  RecoverLostSite(Confirmations confirmations, RecoveryBegins beginning, Vouching vouching) {
    this.confirmations = confirmations;
    this.beginning = beginning;
    this.vouching = vouching;
  }

  @Override
  public String id() {
    return ID;
  }

  /** At night one person may have to be enough. */
  @Override
  public Set<String> startedBy() {
    return Set.of(Groups.OPERATORS, Groups.COMMANDERS);
  }

  @Override
  public String carriedOut() {
    return RECOVERED;
  }

  @Override
  public Set<String> outcomes() {
    return Set.of(RECOVERED, "siteNotLost", "runWithdrawn", "gateClosed");
  }

  @Override
  public Optional<String> pointOfNoReturn() {
    return Optional.of("pointOfNoReturn");
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.TWO_SITES, Need.TAKEOVER, Need.LOSS);
  }

  @Override
  public String headline(Run run) {
    return "Bring up what ran at the lost site %s of cluster %s"
        .formatted(run.site(), run.cluster());
  }

  @Override
  public String undo(Plan plan) {
    return "The affinity groups are resumed, as long as no host is confirmed. What follows cannot be"
        + " undone; a failback brings home later what can be brought home.";
  }

  @Override
  public Planner planner(Run run, StretchCluster cluster, Inventory now) {
    return planner(run, cluster, now, false);
  }

  /** What was decided for its VMs is decided once more. */
  Planner anew(Run run, StretchCluster cluster, Inventory now) {
    return planner(run, cluster, now, true);
  }

  private Planner planner(Run run, StretchCluster cluster, Inventory now, boolean anew) {
    return new RecoveryPlanner(
        cluster,
        cluster.site(run.site()),
        Runbook.reason(run),
        run.plan(),
        anew,
        confirmations.of(run, now));
  }

  @Override
  public Optional<Approval> approval() {
    return Optional.of(vouching);
  }

  /** When a site is gone nobody files a change first. */
  @Override
  public boolean mayBeAnEmergency() {
    return true;
  }

  @Override
  public void begin(DelegateExecution execution, Run run, boolean emergency) {
    beginning.begin(execution, run, emergency);
  }
}
