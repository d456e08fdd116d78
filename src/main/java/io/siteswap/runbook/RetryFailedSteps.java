package io.siteswap.runbook;

import org.springframework.stereotype.Component;

/** Retries what failed in an open run. */
@Component("retryFailedSteps")
class RetryFailedSteps extends Intervention {
  static final String PROCESS = "retry-run";

  RetryFailedSteps(Interventions interventions) {
    super(PROCESS, interventions, Interventions::retry);
  }
}
