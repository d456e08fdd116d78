package io.siteswap.runbook;

import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Has a lost site recovered, in the name of whoever is signed in. */
@Component
public class RequestRecovery {
  private final RuntimeService runtime;

  RequestRecovery(RuntimeService runtime) {
    this.runtime = runtime;
  }

  /**
   * The id of the run; throws {@link Refused} or {@link NotAllowed}.
   *
   * @param ticket empty in an emergency
   */
  public String of(String cluster, String site, String ticket, String reason) {
    try {
      return runtime
          .startProcessInstanceByKey(
              RunbookEngine.RECOVER_LOST_SITE,
              ticket.isEmpty() ? null : ticket,
              Map.of(
                  Variables.CLUSTER,
                  cluster,
                  Variables.SITE,
                  site,
                  Variables.TICKET,
                  ticket,
                  Variables.REASON,
                  reason))
          .getId();
    } catch (AuthorizationException e) {
      throw new NotAllowed(RunbookEngine.RECOVER_LOST_SITE, e);
    }
  }
}
