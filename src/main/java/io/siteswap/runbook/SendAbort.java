package io.siteswap.runbook;

import org.springframework.stereotype.Component;

/** Sends the abort to an open run. */
@Component("sendAbort")
class SendAbort extends Intervention {
  static final String PROCESS = "abort-run";

  SendAbort(Interventions interventions) {
    super(PROCESS, interventions, Interventions::abort);
  }
}
