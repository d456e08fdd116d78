package io.siteswap.recovery.steps;

import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Interventions;
import io.siteswap.runbook.Startable;
import io.siteswap.runbook.Starter;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells a failover that its site is lost, in the transaction of whoever says so. */
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
    interventions.declareLost(interventions.wish(execution, starter.name()));
  }
}
