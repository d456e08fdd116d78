package io.siteswap.approval;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.runbook.Step;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Says once more to those who are asked that a run waits for them. */
@Component("remindApprovers")
class RemindApprovers implements JavaDelegate {
  private final Approvals approvals;
  private final OpenApprovals open;
  private final Journal journal;

  RemindApprovers(Approvals approvals, OpenApprovals open, Journal journal) {
    this.approvals = approvals;
    this.open = open;
    this.journal = journal;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Approval approval = approvals.get(execution.getProcessInstanceId());
    String who = String.join(" and ", approval.groups());
    journal.add(Step.of(execution).runId(), Actor.SITESWAP, "approval-reminded", who);
    open.tell(execution, approval, PeopleWaitedFor.Why.REMINDED);
  }
}
