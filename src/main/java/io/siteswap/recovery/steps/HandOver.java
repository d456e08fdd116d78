package io.siteswap.recovery.steps;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Variables;
import io.siteswap.site.Typed;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * The site of a failover is lost in the middle: the run ends without an undo, and a recovery of the
 * same site takes its ledger over.
 */
@Component("handOver")
class HandOver implements JavaDelegate {
  static final String HANDED_OVER = "siteHandedOver";

  private final Runs runs;

  HandOver(Runs runs) {
    this.runs = runs;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Run run = runs.get(execution.getProcessInstanceId());
    runs.ended(run.id(), HANDED_OVER);
    execution
        .getProcessEngineServices()
        .getRuntimeService()
        .startProcessInstanceByKey(
            RecoverLostSite.ID,
            run.ticket(),
            Map.of(
                Variables.CLUSTER,
                run.cluster(),
                Variables.SITE,
                run.site(),
                Variables.TICKET,
                run.ticket(),
                Variables.REASON,
                reason(run)));
  }

  private static String reason(Run run) {
    String reason = "site lost during the failover: " + run.reason();
    return reason.substring(0, Math.min(Typed.LONGEST_TEXT, reason.length()));
  }
}
