package io.siteswap.runbook;

import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Starts a runbook, in the name of whoever is signed in and with their rights. */
@Component
public class RequestRun {
  private final RuntimeService runtime;
  private final Runbooks runbooks;

  RequestRun(RuntimeService runtime, Runbooks runbooks) {
    this.runtime = runtime;
    this.runbooks = runbooks;
  }

  /**
   * What is asked for.
   *
   * @param site empty where the runbook is about the whole cluster
   * @param ticket empty in an emergency
   */
  public record Wanted(String cluster, String site, String ticket, String reason) {}

  /** The id of the run; throws {@link Refused} or {@link NotAllowed}. */
  public String of(String runbook, Wanted wanted) {
    try {
      return runtime
          .startProcessInstanceByKey(
              runbooks.named(runbook).id(),
              wanted.ticket().isEmpty() ? null : wanted.ticket(),
              Map.of(
                  Variables.CLUSTER,
                  wanted.cluster(),
                  Variables.SITE,
                  wanted.site(),
                  Variables.TICKET,
                  wanted.ticket(),
                  Variables.REASON,
                  wanted.reason()))
          .getId();
    } catch (AuthorizationException e) {
      throw new NotAllowed(runbook, runbooks.named(runbook).startedBy(), e);
    }
  }
}
