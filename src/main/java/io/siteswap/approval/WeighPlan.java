package io.siteswap.approval;

import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Step;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Says of a plan what the table judges by. */
@Component("weighPlan")
class WeighPlan implements JavaDelegate {
  private final Runs runs;
  private final Weights weights;

  WeighPlan(Runs runs, Weights weights) {
    this.runs = runs;
    this.weights = weights;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariables(weights.of(runs.get(Step.of(execution).runId())));
  }
}
