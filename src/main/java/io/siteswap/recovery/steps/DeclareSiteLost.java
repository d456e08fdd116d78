package io.siteswap.recovery.steps;

import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Interventions;
import io.siteswap.runbook.Startable;
import io.siteswap.runbook.Starter;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the failover of a ticket that its site is lost, in the transaction of whoever says so. */
@Component("declareSiteLost")
public class DeclareSiteLost implements JavaDelegate, Startable {
  public static final String PROCESS = "declare-site-lost";

  private final Interventions interventions;
  private final Starter starter;

  DeclareSiteLost(Interventions interventions, Starter starter) {
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
    String ticket = Step.text(execution, Variables.TICKET);
    execution.setProcessBusinessKey(ticket);
    interventions.declareLost(ticket, Step.text(execution, Variables.REASON), starter.name());
  }
}
