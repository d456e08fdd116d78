package io.siteswap.runbook;

import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Has a cluster brought to what is demanded, in the name of whoever is signed in. */
@Component
public class RequestDeployment {
  private final RuntimeService runtime;

  RequestDeployment(RuntimeService runtime) {
    this.runtime = runtime;
  }

  /** The id of the run; throws {@link Refused} or {@link NotAllowed}. */
  public String of(String cluster, String ticket, String reason) {
    try {
      return runtime
          .startProcessInstanceByKey(
              RunbookEngine.DEPLOY_STRETCH_CLUSTER,
              ticket,
              Map.of(
                  Variables.CLUSTER, cluster, Variables.TICKET, ticket, Variables.REASON, reason))
          .getId();
    } catch (AuthorizationException e) {
      throw new NotAllowed(RunbookEngine.DEPLOY_STRETCH_CLUSTER, e);
    }
  }
}
