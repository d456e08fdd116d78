package io.siteswap.runbook;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The steps of the small processes by which people reach the open run of a ticket, each in the
 * transaction of whoever starts it.
 */
@Configuration(proxyBeanMethods = false)
class InterventionSteps {
  private final Interventions interventions;
  private final Starter starter;

  InterventionSteps(Interventions interventions, Starter starter) {
    this.interventions = interventions;
    this.starter = starter;
  }

  @Bean
  JavaDelegate sendAbort() {
    return under(interventions::abort);
  }

  @Bean
  JavaDelegate retryFailedSteps() {
    return under(interventions::retry);
  }

  /** Of the failover of that ticket. */
  @Bean
  JavaDelegate declareSiteLost() {
    return under(interventions::declareLost);
  }

  private JavaDelegate under(Intervention intervention) {
    return execution -> {
      String ticket = Step.text(execution, Variables.TICKET);
      execution.setProcessBusinessKey(ticket);
      intervention.make(ticket, Step.text(execution, Variables.REASON), starter.name());
    };
  }

  private interface Intervention {
    void make(String ticket, String reason, String who);
  }
}
