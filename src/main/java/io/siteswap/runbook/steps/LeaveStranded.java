package io.siteswap.runbook.steps;

import io.siteswap.ledger.Runs;
import io.siteswap.ledger.Undo;
import io.siteswap.runbook.Step;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Marks as stranded what people no longer want undone. */
@Component("leaveStranded")
class LeaveStranded implements JavaDelegate {
  private final Runs runs;
  private final Undo undo;
  private final Survey survey;

  LeaveStranded(Runs runs, Undo undo, Survey survey) {
    this.runs = runs;
    this.undo = undo;
    this.survey = survey;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Step step = Step.of(execution);
    undo.leaveStranded(step.runId(), step.phase(), survey.look(runs.get(step.runId())));
  }
}
