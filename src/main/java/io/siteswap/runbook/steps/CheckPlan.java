package io.siteswap.runbook.steps;

import io.siteswap.ledger.CarryOut;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.plan.PlanDifference;
import io.siteswap.runbook.Runbook;
import io.siteswap.runbook.Runbooks;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import java.util.List;
import java.util.Optional;
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
  private final Proposals proposals;
  private final Runbooks runbooks;

  CheckPlan(Runs runs, CarryOut carryOut, Survey survey, Proposals proposals, Runbooks runbooks) {
    this.runs = runs;
    this.carryOut = carryOut;
    this.survey = survey;
    this.proposals = proposals;
    this.runbooks = runbooks;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Step step = Step.of(execution);
    execution.setVariable(Variables.OUTCOME, "none");
    Run run = runs.get(step.runId());
    Optional<Runbook.Approval> approval = runbooks.of(run).approval();
    boolean begun = !carryOut.isUntouched(step.runId(), step.phase());
    if (carryOut.isIdle(step.runId(), step.phase()) || (begun && approval.isEmpty())) {
      return;
    }
    Inventory now =
        approval.isEmpty() && followsAtOnce(execution, step)
            ? survey.justSeen(run)
            : survey.look(run);
    Plan plan = survey.plan(run, now);
    if (approval.isPresent()) {
      boolean holds = approval.get().holds(run, step.phase(), plan, now);
      execution.setVariable(Variables.OUTCOME, holds ? "none" : "attest");
      return;
    }
    List<PlanDifference> news = run.requirePlan().differencesFrom(step.phase(), plan);
    if (!news.isEmpty() || run.approvedFingerprint().isEmpty()) {
      proposals.proposeAnew(run, plan, step.phase(), now, news);
      execution.setVariable(Variables.OUTCOME, "outdated");
    }
  }

  /** Whether nobody was waited for since the phase before, which ended with a look. */
  private boolean followsAtOnce(DelegateExecution execution, Step step) {
    return !execution.hasVariable(Variables.DECISION) && carryOut.hasBegun(step.runId());
  }
}
