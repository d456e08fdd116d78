package io.siteswap.runbook;

import io.siteswap.ledger.CarryOut;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.plan.PlanDifference;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Draws the plan up again before a phase begins: if what is still to do no longer matches what was
 * approved, nothing is asked of the Manager and people are asked again.
 */
@Component("checkPlan")
class CheckPlan implements JavaDelegate {
  private final Runs runs;
  private final CarryOut carryOut;
  private final Survey survey;

  CheckPlan(Runs runs, CarryOut carryOut, Survey survey) {
    this.runs = runs;
    this.carryOut = carryOut;
    this.survey = survey;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Step step = Step.of(execution);
    execution.setVariable(Variables.OUTCOME, "none");
    boolean begun = !carryOut.isUntouched(step.runId(), step.phase());
    if (begun || carryOut.isIdle(step.runId(), step.phase())) {
      return;
    }
    Run run = runs.get(step.runId());
    Inventory now = survey.look(run);
    Plan plan = survey.plan(run, now);
    List<PlanDifference> news = run.requirePlan().differencesFrom(step.phase(), plan);
    if (!news.isEmpty() || run.approvedFingerprint().isEmpty()) {
      survey.propose(execution, run, plan, step.phase(), now, news);
      execution.setVariable(Variables.OUTCOME, "outdated");
    }
  }
}
