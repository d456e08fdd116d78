package io.siteswap.runbook.steps;

import io.siteswap.ledger.CarryOut;
import io.siteswap.ledger.LedgerProperties;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.runbook.OwnManagers;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import io.siteswap.runbook.WaitBegins;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.InstantSource;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Asks the Manager for the changes of a phase. After a decision it only writes down what that means
 * for them, and the watch asks: this step may run twice, and a decision counts once.
 */
@Component("requestChanges")
class RequestChanges implements JavaDelegate {
  private final Runs runs;
  private final CarryOut carryOut;
  private final StretchClusters clusters;
  private final Survey survey;
  private final OwnManagers own;
  private final LedgerProperties properties;
  private final ApplicationEventPublisher readers;
  private final InstantSource clock;

  RequestChanges(
      Runs runs,
      CarryOut carryOut,
      StretchClusters clusters,
      Survey survey,
      OwnManagers own,
      LedgerProperties properties,
      ApplicationEventPublisher readers,
      InstantSource clock) {
    this.runs = runs;
    this.carryOut = carryOut;
    this.clusters = clusters;
    this.survey = survey;
    this.own = own;
    this.properties = properties;
    this.readers = readers;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Step step = Step.of(execution);
    if (!carryOut.isIdle(step.runId(), step.phase())) {
      request(step, Step.text(execution, Variables.DECISION));
    }
    execution.setVariable(Variables.PHASE, step.phase());
    execution.setVariable(Variables.DECISION, "none");
    execution.setVariable(
        Variables.DUE, Date.from(clock.instant().plus(properties.settleTimeout())));
    readers.publishEvent(new WaitBegins());
  }

  private void request(Step step, String decision) {
    Run run = runs.get(step.runId());
    StretchCluster cluster = clusters.named(run.cluster());
    // For the first request, what the plan has just been checked against; not for the last word.
    boolean same =
        carryOut.isUntouched(step.runId(), step.phase())
            && !carryOut.isIrreversible(step.runId(), step.phase());
    Inventory now = same ? survey.justSeen(run) : survey.look(run);
    switch (decision) {
      case "retry" -> {
        carryOut.tryAgain(step.runId(), step.phase(), runs.get(step.runId()).aborting(), now);
        runs.decided(step.runId());
      }
      case "continue" -> goOn(step, now);
      default -> carryOut.begin(step.runId(), step.phase(), now, own.ofStep(cluster));
    }
  }

  private void goOn(Step step, Inventory now) {
    if (runs.get(step.runId()).aborting()) {
      carryOut.endWithout(step.runId(), step.phase(), now);
    } else {
      carryOut.goOnWithout(step.runId(), step.phase(), now);
    }
    runs.decided(step.runId());
  }
}
