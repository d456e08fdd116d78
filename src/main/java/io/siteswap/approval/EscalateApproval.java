package io.siteswap.approval;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Step;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Calls the other group: from now on its members decide as well. */
@Component("escalateApproval")
class EscalateApproval implements JavaDelegate {
  private final Approvals approvals;
  private final OpenApprovals open;
  private final Summons summons;
  private final Runs runs;
  private final Journal journal;

  EscalateApproval(
      Approvals approvals, OpenApprovals open, Summons summons, Runs runs, Journal journal) {
    this.approvals = approvals;
    this.open = open;
    this.summons = summons;
    this.runs = runs;
    this.journal = journal;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Approval before = approvals.get(execution.getProcessInstanceId());
    Optional<String> other = before.rule().escalateTo();
    if (other.isEmpty() || before.escalatedAt().isPresent()) {
      return;
    }
    Approval approval = approvals.escalate(before.id());
    String runId = Step.of(execution).runId();
    summons.call(execution, other.get());
    runs.waits(
        runId,
        "people: nobody has approved the plan in time; %s called as well".formatted(other.get()),
        Optional.empty());
    journal.add(runId, Actor.SITESWAP, "approval-escalated", "called: " + other.get());
    open.tell(execution, approval, PeopleWaitedFor.Why.ESCALATED);
  }
}
