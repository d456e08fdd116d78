package io.siteswap.runbook;

import io.siteswap.engine.ProcessWatcher;
import io.siteswap.ledger.Ending;
import io.siteswap.ledger.Runs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Closes a run in the ledger with the end event that it reached, or as cancelled. */
@Component
class RunLife implements ProcessWatcher {
  private static final String CANCELLED = "runCancelled";

  private final ObjectProvider<Runs> runs;
  private final ObjectProvider<Runbooks> runbooks;
  private final ObjectProvider<Ending> ending;

  RunLife(
      ObjectProvider<Runs> runs, ObjectProvider<Runbooks> runbooks, ObjectProvider<Ending> ending) {
    this.runs = runs;
    this.runbooks = runbooks;
    this.ending = ending;
  }

  /** Also when somebody deleted the instance: its cluster must not stay busy for ever. */
  @Override
  public void ended(String process, DelegateExecution execution, boolean deleted) {
    runbooks
        .getObject()
        .find(process)
        .ifPresent(
            runbook ->
                end(runbook, execution, deleted ? CANCELLED : execution.getCurrentActivityId()));
  }

  private void end(Runbook runbook, DelegateExecution execution, String outcome) {
    runs.getObject()
        .find(execution.getProcessInstanceId())
        .filter(run -> run.isOpen())
        .ifPresent(
            run -> ending.getObject().end(run, outcome, outcome.equals(runbook.carriedOut())));
  }
}
