package io.siteswap.runbook.steps;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.ledger.Undo;
import io.siteswap.runbook.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Looks once more whether the world is as it was before, and keeps what is not. */
@Component("verifyUndone")
class VerifyUndone implements JavaDelegate {
  private final Runs runs;
  private final Undo undo;
  private final Survey survey;

  VerifyUndone(Runs runs, Undo undo, Survey survey) {
    this.runs = runs;
    this.undo = undo;
    this.survey = survey;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Run run = runs.get(execution.getProcessInstanceId());
    undo.verify(run.id(), survey.look(run));
    execution.setVariable(Variables.UNDONE, true);
  }
}
