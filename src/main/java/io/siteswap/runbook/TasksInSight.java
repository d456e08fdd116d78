package io.siteswap.runbook;

import io.siteswap.engine.TaskWatcher;
import io.siteswap.forms.FactsView;
import io.siteswap.forms.ReplicationView;
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
  // A timer of a picture cannot be left out: what never comes is as far away as that.
  private static final Duration A_LIFE = Duration.ofDays(3_650);

  private final ObjectProvider<Runs> runs;
  private final ObjectProvider<FactsView> facts;
  private final ObjectProvider<ReplicationView> replication;
  private final ObjectProvider<FormPages> pages;
  private final ObjectProvider<PointOfNoReturn> pointOfNoReturn;
  private final TicketNews ticketNews;
  private final InstantSource clock;

  TasksInSight(
      ObjectProvider<Runs> runs,
      ObjectProvider<FactsView> facts,
      ObjectProvider<ReplicationView> replication,
      ObjectProvider<FormPages> pages,
      ObjectProvider<PointOfNoReturn> pointOfNoReturn,
      TicketNews ticketNews,
      InstantSource clock) {
    this.runs = runs;
    this.facts = facts;
    this.replication = replication;
    this.pages = pages;
    this.pointOfNoReturn = pointOfNoReturn;
    this.ticketNews = ticketNews;
    this.clock = clock;
  }

  @Override
  public void gone(DelegateTask task) {
    runs.getObject().goesOn(Step.of(task.getExecution()).runId());
  }

  private static String describe(DelegateTask task, Optional<Instant> until) {
    return "people: "
        + task.getName()
        + until.map(at -> "; after that others are called").orElse("");
  }

  private Optional<Instant> until(DelegateTask task) {
    return Optional.of(task)
        .filter(TasksInSight::isAttestation)
        .map(waiting -> Step.text(waiting.getExecution(), Variables.ESCALATE_AFTER))
        .map(Duration::parse)
        .filter(left -> left.compareTo(A_LIFE) < 0)
        .map(clock.instant()::plus);
  }

  private static boolean isAttestation(DelegateTask task) {
    return task.getTaskDefinitionKey().equals("attestSiteDown");
  }

  @Override
  public void created(DelegateTask task) {
    Step step = Step.of(task.getExecution());
    Run run = runs.getObject().get(step.runId());
    Optional<Instant> until = until(task);
    runs.getObject().waits(run.id(), describe(task, until), until);
    sayWhereItBelongs(task, run);
    facts(task, step, run)
        .ifPresent(page -> pages.getObject().keep(run.id(), Variables.FACTS, page));
  }

  /** None where the step before has laid them out already. */
  private Optional<String> facts(DelegateTask task, Step step, Run run) {
    return switch (task.getTaskDefinitionKey()) {
      case "confirmReplication" -> Optional.of(replication.getObject().of(run.cluster()));
      case "decideOnRefusedChanges", "decideOnStuckChanges", "decideOnTicket" ->
          Optional.of(
              facts
                  .getObject()
                  .of(
                      run,
                      phase(task, step, run),
                      pointOfNoReturn.getObject().whyNoUndo(run, step.phase())));
      default -> Optional.empty();
    };
  }

  private FactsView.Phase phase(DelegateTask task, Step step, Run run) {
    return new FactsView.Phase(
        step.phase(),
        Step.phaseName(task.getExecution()).orElseThrow(),
        Step.text(task.getExecution(), Variables.OUTCOME),
        ticketNews.of(run.id()));
  }

  /** For the task lists; from the ledger, because a phase is told no more than its run. */
  private static void sayWhereItBelongs(DelegateTask task, Run run) {
    task.setVariableLocal(Variables.RUN, run.id());
    task.setVariableLocal(Variables.TICKET, run.ticket());
    task.setVariableLocal(Variables.CLUSTER, run.cluster());
    task.setVariableLocal(Variables.SITE, run.site());
    Step.phaseName(task.getExecution())
        .ifPresent(name -> task.setVariableLocal(Variables.PHASE_NAME, name));
  }
}
