package io.siteswap.runbook;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Retries what failed in an open run, in the transaction of whoever wants it. */
@Component("retryFailedSteps")
class RetryFailedSteps implements JavaDelegate, Startable {
  static final String PROCESS = "retry-run";

  private final Interventions interventions;
  private final Starter starter;

  RetryFailedSteps(Interventions interventions, Starter starter) {
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
    interventions.retry(interventions.wish(execution, starter.name()));
  }
}
