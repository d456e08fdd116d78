package io.siteswap.runbook.intervention;

import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.runbook.Conflict;
import java.util.List;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.stereotype.Component;

/** Retries what failed in an open run. */
@Component("retryFailedSteps")
class RetryFailedSteps extends Intervention {
  static final String PROCESS = "retry-run";

  private final RunInstances instances;
  private final Journal journal;
  private final RuntimeService runtime;
  private final ManagementService management;
  private final ExternalTaskService externalTasks;

  RetryFailedSteps(
      Interventions interventions,
      RunInstances instances,
      Journal journal,
      RuntimeService runtime,
      ManagementService management,
      ExternalTaskService externalTasks) {
    super(PROCESS, interventions);
    this.instances = instances;
    this.journal = journal;
    this.runtime = runtime;
    this.management = management;
    this.externalTasks = externalTasks;
  }

  @Override
  protected void act(Interventions.Wish wish) {
    Run run = wish.run();
    List<Incident> failed =
        runtime.createIncidentQuery().list().stream()
            .filter(incident -> instances.belongsTo(run, incident.getProcessInstanceId()))
            .filter(incident -> incident.getConfiguration() != null)
            .toList();
    if (failed.isEmpty()) {
      throw new Conflict("nothing of run %s has failed".formatted(run.id()));
    }
    journal.add(run.id(), wish.who(), "run-retried", wish.reason());
    failed.forEach(this::retry);
  }

  private void retry(Incident incident) {
    if (incident.getIncidentType().equals(Incident.EXTERNAL_TASK_HANDLER_TYPE)) {
      externalTasks.setRetries(incident.getConfiguration(), 1);
    } else {
      management.setJobRetries(incident.getConfiguration(), 1);
    }
  }
}
