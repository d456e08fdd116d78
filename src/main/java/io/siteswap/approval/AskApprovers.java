package io.siteswap.approval;

import io.siteswap.engine.Executions;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import java.time.Duration;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Writes down who is asked to approve, as the table has said. */
@Component("askApprovers")
class AskApprovers implements JavaDelegate {
  // A timer of a picture cannot be left out.
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final Approvals approvals;
  private final Runs runs;
  private final WhoCould whoCould;
  private final Journal journal;

  AskApprovers(Approvals approvals, Runs runs, WhoCould whoCould, Journal journal) {
    this.approvals = approvals;
    this.runs = runs;
    this.whoCould = whoCould;
    this.journal = journal;
  }

  @Override
  public void execute(DelegateExecution execution) {
    ApprovalRule rule = rule(execution);
    Run run = runs.get(Step.of(execution).runId());
    approvals.ask(execution.getProcessInstanceId(), run.id(), rule);
    journal.add(run.id(), Actor.SITESWAP, "approval-asked", rule.describe());
    whoCould
        .shortage(rule, run)
        .ifPresent(why -> journal.add(run.id(), Actor.SITESWAP, "approval-short", why));
    execution.setVariable("changed", isOfChangedPlan(execution));
    execution.setVariable("remindEvery", "R/" + rule.remindEvery().orElse(NEVER));
    execution.setVariable(Variables.ESCALATE_AFTER, rule.escalateAfter().orElse(NEVER).toString());
    execution.setVariable(Variables.DECISION, "none");
  }

  private static ApprovalRule rule(DelegateExecution execution) {
    if (text(execution, "quorum").isEmpty()) {
      throw new IllegalStateException(
          "the table 'Who must approve' has no row for this plan: expected a last row without any"
              + " condition");
    }
    return ApprovalRule.of(
        text(execution, "approverGroups"),
        Integer.parseInt(text(execution, "quorum")),
        text(execution, "remindEvery"),
        text(execution, Variables.ESCALATE_AFTER),
        text(execution, "escalateTo"));
  }

  private static String text(DelegateExecution execution, String name) {
    return Optional.ofNullable(execution.getVariable(name)).map(Object::toString).orElse("");
  }

  private static boolean isOfChangedPlan(DelegateExecution execution) {
    return Executions.callerOf(execution)
        .filter(caller -> caller.id().equals(Question.APPROVE_CHANGED_PLAN))
        .isPresent();
  }
}
