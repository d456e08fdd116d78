package io.siteswap.approval;

import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Calls people to the task at which a process instance waits, and tells whoever listens. */
@Component
public class Summons {
  static final int URGENT = 100;

  private final ObjectProvider<TaskService> tasks;
  private final ApplicationEventPublisher listeners;

  Summons(ObjectProvider<TaskService> tasks, ApplicationEventPublisher listeners) {
    this.tasks = tasks;
    this.listeners = listeners;
  }

  /** The task becomes that of this group, too, and stands on top of their list. */
  public void call(DelegateExecution execution, String group) {
    open(execution)
        .ifPresent(
            task -> {
              tasks.getObject().addCandidateGroup(task.getId(), group);
              tasks.getObject().setPriority(task.getId(), URGENT);
            });
  }

  public void tell(
      DelegateExecution execution,
      PeopleWaitedFor.Why why,
      String runId,
      Set<String> groups,
      Set<String> people,
      Set<String> except) {
    open(execution)
        .map(
            task ->
                new PeopleWaitedFor.Task(task.getId(), task.getTaskDefinitionKey(), task.getName()))
        .map(task -> new PeopleWaitedFor(why, runId, task, groups, people, except))
        .ifPresent(listeners::publishEvent);
  }

  private Optional<Task> open(DelegateExecution execution) {
    return tasks
        .getObject()
        .createTaskQuery()
        .processInstanceId(execution.getProcessInstanceId())
        .list()
        .stream()
        .findFirst();
  }
}
