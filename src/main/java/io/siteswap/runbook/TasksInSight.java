package io.siteswap.runbook;

import io.siteswap.engine.TaskWatcher;
import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Says in the ledger that a run waits for people, and lays the facts before them. */
@Component
class TasksInSight implements TaskWatcher {
  private final ObjectProvider<Runs> runs;
  private final ObjectProvider<FactsView> facts;
  private final ObjectProvider<ReplicationView> replication;
  private final ObjectProvider<FormPages> pages;
  private final InstantSource clock;

  TasksInSight(
      ObjectProvider<Runs> runs,
      ObjectProvider<FactsView> facts,
      ObjectProvider<ReplicationView> replication,
      ObjectProvider<FormPages> pages,
      InstantSource clock) {
    this.runs = runs;
    this.facts = facts;
    this.replication = replication;
    this.pages = pages;
    this.clock = clock;
  }

  @Override
  public void gone(DelegateTask task) {
    runs.getObject().goesOn(Step.of(task.getExecution()).runId());
  }

  private static String describe(DelegateTask task) {
    String description = "people: " + task.getName();
    return isAttestation(task)
        ? description + "; after that the incident commander is called"
        : description;
  }

  private Optional<Instant> until(DelegateTask task) {
    return Optional.of(task)
        .filter(TasksInSight::isAttestation)
        .map(waiting -> Step.text(waiting.getExecution(), Variables.ESCALATE_AFTER))
        .map(Duration::parse)
        .map(clock.instant()::plus);
  }

  private static boolean isAttestation(DelegateTask task) {
    return task.getTaskDefinitionKey().equals("attestSiteDown");
  }

  @Override
  public void created(DelegateTask task) {
    Step step = Step.of(task.getExecution());
    runs.getObject().waits(step.runId(), describe(task), until(task));
    sayWhereItBelongs(task, runs.getObject().get(step.runId()));
    if (task.getTaskDefinitionKey().equals("confirmReplication")) {
      String cluster = runs.getObject().get(step.runId()).cluster();
      pages.getObject().keep(step.runId(), Variables.FACTS, replication.getObject().of(cluster));
    }
    if (task.getTaskDefinitionKey().startsWith("decideOn")) {
      String outcome = Step.text(task.getExecution(), Variables.OUTCOME);
      String stepName = Step.phaseName(task.getExecution()).orElseThrow();
      pages
          .getObject()
          .keep(step.runId(), Variables.FACTS, facts.getObject().of(step, stepName, outcome));
    }
  }

  /** For the task lists; from the ledger, because a phase is told no more than its run. */
  private static void sayWhereItBelongs(DelegateTask task, Run run) {
    task.setVariableLocal(Variables.TICKET, run.ticket());
    task.setVariableLocal(Variables.CLUSTER, run.cluster());
    task.setVariableLocal(Variables.SITE, run.site());
    Step.phaseName(task.getExecution())
        .ifPresent(name -> task.setVariableLocal(Variables.PHASE_NAME, name));
  }
}
