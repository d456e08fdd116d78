package io.siteswap.runbook;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/** Sends the abort to the open run of a ticket, in the transaction of whoever wants it. */
@Component("sendAbort")
class SendAbort implements JavaDelegate {
  private final Aborts aborts;
  private final IdentityService identity;

  SendAbort(Aborts aborts, IdentityService identity) {
    this.aborts = aborts;
    this.identity = identity;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String ticket = Step.text(execution, Variables.TICKET);
    execution.setProcessBusinessKey(ticket);
    aborts.abort(ticket, Step.text(execution, Variables.REASON), who());
  }

  private String who() {
    return Optional.ofNullable(identity.getCurrentAuthentication())
        .map(Authentication::getUserId)
        .orElseThrow(() -> new Refused("nobody is signed in"));
  }
}
