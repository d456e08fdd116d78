package io.siteswap.runbook.steps;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.ledger.Undo;
import io.siteswap.manager.Managers;
import io.siteswap.runbook.OwnManagers;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.WaitBegins;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Asks the Manager to bring back what a phase has changed. */
@Component("requestUndo")
class RequestUndo implements JavaDelegate {
  private final Runs runs;
  private final Undo undo;
  private final StretchClusters clusters;
  private final Managers managers;
  private final OwnManagers own;
  private final ApplicationEventPublisher readers;

  RequestUndo(
      Runs runs,
      Undo undo,
      StretchClusters clusters,
      Managers managers,
      OwnManagers own,
      ApplicationEventPublisher readers) {
    this.runs = runs;
    this.undo = undo;
    this.clusters = clusters;
    this.managers = managers;
    this.own = own;
    this.readers = readers;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Step step = Step.of(execution);
    Run run = runs.get(step.runId());
    StretchCluster cluster = clusters.named(run.cluster());
    undo.begin(step.runId(), step.phase(), managers.inventory(cluster), own.ofStep(cluster));
    readers.publishEvent(new WaitBegins());
  }
}
