package io.siteswap.runbook;

import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Starts an audit as whoever is signed in and with their rights, and returns when it is done. */
@Component
public class RequestAudit {
  private final RuntimeService runtime;
  private final MayStart mayStart;

  RequestAudit(RuntimeService runtime, MayStart mayStart) {
    this.runtime = runtime;
    this.mayStart = mayStart;
  }

  public boolean mayNow() {
    return mayStart.now(AuditReadiness.PROCESS);
  }

  public void of(String cluster) {
    try {
      runtime.startProcessInstanceByKey(AuditReadiness.PROCESS, Map.of(Variables.CLUSTER, cluster));
    } catch (AuthorizationException e) {
      throw new NotAllowed(AuditReadiness.PROCESS, AuditReadiness.STARTED_BY, e);
    }
  }
}
