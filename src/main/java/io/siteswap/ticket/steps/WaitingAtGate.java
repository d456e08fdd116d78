package io.siteswap.ticket.steps;

import io.siteswap.ledger.Run;
import io.siteswap.runbook.SharedProcesses;
import java.time.InstantSource;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.stereotype.Component;

/**
 * Lets a run that waits at the gate ask at once: its desk has just told that the ticket changed.
 */
@Component
class WaitingAtGate {
  private final ManagementService management;
  private final RuntimeService runtime;
  private final InstantSource clock;

  WaitingAtGate(ManagementService management, RuntimeService runtime, InstantSource clock) {
    this.management = management;
    this.runtime = runtime;
    this.clock = clock;
  }

  void askNow(Run run) {
    management
        .createJobQuery()
        .processDefinitionKey(SharedProcesses.PASS_GATE)
        .timers()
        .list()
        .stream()
        .filter(timer -> belongsTo(run, timer))
        .forEach(timer -> management.setJobDuedate(timer.getId(), Date.from(clock.instant())));
  }

  private boolean belongsTo(Run run, Job timer) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceId(timer.getProcessInstanceId())
        .singleResult()
        .getRootProcessInstanceId()
        .equals(run.id());
  }
}
