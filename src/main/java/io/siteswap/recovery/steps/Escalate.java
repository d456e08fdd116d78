package io.siteswap.recovery.steps;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Groups;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Calls the incident commander when nobody has attested in time: the task is theirs as well. */
@Component("escalate")
class Escalate implements JavaDelegate {
  private static final int URGENT = 100;

  private final Runs runs;
  private final Journal journal;

  Escalate(Runs runs, Journal journal) {
    this.runs = runs;
    this.journal = journal;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Run run = runs.get(execution.getProcessInstanceId());
    TaskService tasks = execution.getProcessEngineServices().getTaskService();
    tasks
        .createTaskQuery()
        .processInstanceId(execution.getProcessInstanceId())
        .taskDefinitionKey(SiteAttesting.TASK)
        .list()
        .forEach(task -> call(tasks, task));
    runs.waits(
        run.id(),
        "people: nobody has attested in time that %s is down; of %s the second person, or of %s"
                .formatted(run.site(), Groups.APPROVERS, Groups.COMMANDERS)
            + " one who breaks the glass",
        Optional.empty());
    journal.add(run.id(), Actor.SITESWAP, "attestation-overdue", "called: " + Groups.COMMANDERS);
  }

  private static void call(TaskService tasks, Task task) {
    tasks.addCandidateGroup(task.getId(), Groups.COMMANDERS);
    tasks.setPriority(task.getId(), URGENT);
  }
}
