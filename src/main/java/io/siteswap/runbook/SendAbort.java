package io.siteswap.runbook;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends the abort to the open run of a ticket, in the transaction of whoever wants it. */
@Component("sendAbort")
class SendAbort implements JavaDelegate {
  private final Interventions interventions;
  private final Starter starter;

  SendAbort(Interventions interventions, Starter starter) {
    this.interventions = interventions;
    this.starter = starter;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String ticket = Step.text(execution, Variables.TICKET);
    execution.setProcessBusinessKey(ticket);
    interventions.abort(ticket, Step.text(execution, Variables.REASON), starter.name());
  }
}
