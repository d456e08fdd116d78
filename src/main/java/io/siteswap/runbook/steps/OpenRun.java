package io.siteswap.runbook.steps;

import io.siteswap.engine.Executions;
import io.siteswap.ledger.ClusterBusy;
import io.siteswap.ledger.Opening;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.Managers;
import io.siteswap.runbook.Conflict;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.Runbook;
import io.siteswap.runbook.Runbooks;
import io.siteswap.runbook.Starter;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import io.siteswap.site.Typed;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Opens the run, in the transaction of whoever starts it: bad input and a busy cluster are refused
 * at once, and nothing of the attempt is kept.
 */
@Component("openRun")
class OpenRun implements JavaDelegate {
  private final StretchClusters clusters;
  private final Managers managers;
  private final Runs runs;
  private final Runbooks runbooks;
  private static final DateTimeFormatter REFERENCE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Starter starter;
  private final InstantSource clock;

  OpenRun(
      StretchClusters clusters,
      Managers managers,
      Runs runs,
      Runbooks runbooks,
      Starter starter,
      InstantSource clock) {
    this.clusters = clusters;
    this.managers = managers;
    this.runs = runs;
    this.runbooks = runbooks;
    this.starter = starter;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    try {
      open(execution);
    } catch (ClusterBusy e) {
      throw new Conflict(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage(), e);
    }
  }

  private void open(DelegateExecution execution) {
    Runbook runbook = runbooks.named(Executions.processOf(execution));
    boolean emergency =
        runbook.mayBeAnEmergency() && Step.text(execution, Variables.TICKET).isEmpty();
    String ticket =
        emergency
            ? emergencyReference()
            : Typed.ticket(Variables.TICKET, Step.text(execution, Variables.TICKET));
    String reason = Typed.requiredText(Variables.REASON, Step.text(execution, Variables.REASON));
    StretchCluster cluster =
        clusters.named(
            Typed.requiredName(Variables.CLUSTER, Step.text(execution, Variables.CLUSTER)));
    refuseSecondName(cluster);
    String site =
        runbook.isOfOneSite() ? chosen(cluster, Step.text(execution, Variables.SITE)) : "";
    runbook.refuseImpossible(cluster, site);
    String startedBy = starter.name();
    runs.open(
        new Opening(
            execution.getProcessInstanceId(),
            runbook.id(),
            cluster.name(),
            site,
            ticket,
            reason,
            startedBy));
    execution.setProcessBusinessKey(ticket);
    execution.setVariable(Variables.TICKET, ticket);
    execution.setVariable(Variables.RUN, execution.getProcessInstanceId());
    execution.setVariable(Variables.RUNBOOK, runbook.id());
    execution.setVariable(Variables.SITE, site);
    execution.setVariable(Variables.INITIATOR, startedBy);
    runbook.begin(execution, runs.get(execution.getProcessInstanceId()), emergency);
  }

  /** Which site is emptied, or given up, is guessed by nobody. */
  private static String chosen(StretchCluster cluster, String site) {
    if (site.isBlank()) {
      throw new Refused(
          "no site is chosen: expected %s or %s, of cluster %s"
              .formatted(cluster.primary().name(), cluster.secondary().name(), cluster.name()));
    }
    return cluster.site(site).name();
  }

  /** As far as it is known by now: starting a run asks no Manager. */
  private void refuseSecondName(StretchCluster cluster) {
    List<String> others = managers.alsoCalled(cluster);
    if (!others.isEmpty()) {
      throw new Conflict(
          "cluster %s is configured once more, as %s: it is the very same cluster of the same Manager; remove one of the names"
              .formatted(cluster.name(), String.join(" and ", others)));
    }
  }

  private String emergencyReference() {
    return Runbook.EMERGENCY + REFERENCE.format(clock.instant());
  }
}
