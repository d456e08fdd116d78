package io.siteswap.runbook.intervention;

import io.siteswap.ledger.Run;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.springframework.stereotype.Component;

/** Which instances of the engine belong to a run, and what they wait to be told. */
@Component
public class RunInstances {
  private final RuntimeService runtime;

  RunInstances(RuntimeService runtime) {
    this.runtime = runtime;
  }

  public boolean belongsTo(Run run, String processInstanceId) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceId(processInstanceId)
        .singleResult()
        .getRootProcessInstanceId()
        .equals(run.id());
  }

  /** Where the run waits for this message; empty where it cannot be told that now. */
  public List<EventSubscription> waitingFor(String message, Run run) {
    return runtime.createEventSubscriptionQuery().eventName(message).list().stream()
        .filter(subscription -> belongsTo(run, subscription.getProcessInstanceId()))
        .toList();
  }

  public void tell(List<EventSubscription> waiting) {
    waiting.forEach(one -> runtime.messageEventReceived(one.getEventName(), one.getExecutionId()));
  }
}
