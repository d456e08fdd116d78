package io.siteswap.runbook;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends the abort to an open run, in the transaction of whoever wants it. */
@Component("sendAbort")
class SendAbort implements JavaDelegate, Startable {
  static final String PROCESS = "abort-run";

  private final Interventions interventions;
  private final Starter starter;

  SendAbort(Interventions interventions, Starter starter) {
    this.interventions = interventions;
    this.starter = starter;
  }

  @Override
  public String id() {
    return PROCESS;
  }

  @Override
  public Set<String> startedBy() {
    return Set.of(Groups.OPERATORS, Groups.COMMANDERS);
  }

  @Override
  public void execute(DelegateExecution execution) {
    interventions.abort(interventions.wish(execution, starter.name()));
  }
}
