package io.siteswap.runbook.steps;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.runbook.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Surveys the Manager, checks readiness, and draws up the plan that people approve. */
@Component("drawUpPlan")
class DrawUpPlan implements JavaDelegate {
  private final Runs runs;
  private final Survey survey;
  private final Proposals proposals;
  private final PreApproval preApproved;

  DrawUpPlan(Runs runs, Survey survey, Proposals proposals, PreApproval preApproved) {
    this.runs = runs;
    this.survey = survey;
    this.proposals = proposals;
    this.preApproved = preApproved;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Run run = runs.get(execution.getProcessInstanceId());
    Inventory now = survey.look(run);
    survey.takeStock(run, now);
    Plan plan = survey.plan(run, now);
    proposals.propose(run, plan, now);
    execution.setVariable(Variables.DECISION, "none");
    if (plan.wouldChangeNothing(now)) {
      execution.setVariable(Variables.OUTCOME, "nothing");
    } else {
      boolean without = preApproved.isApproved(runs.get(run.id()));
      execution.setVariable(Variables.DECISION, without ? "approve" : "none");
      execution.setVariable(Variables.OUTCOME, without ? "preApproved" : "none");
    }
  }
}
