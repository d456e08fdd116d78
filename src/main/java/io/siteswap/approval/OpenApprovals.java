package io.siteswap.approval;

import io.siteswap.approval.Approval.Delegation;
import io.siteswap.engine.TaskWatcher;
import io.siteswap.runbook.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The tasks at which runs wait for people: gives those of an approval to all who may decide by now,
 * and tells whoever listens for whom is waited.
 */
@Component
class OpenApprovals implements TaskWatcher {
  private static final int URGENT = 100;

  private final ObjectProvider<Approvals> approvals;
  private final ObjectProvider<TaskService> tasks;
  private final ApplicationEventPublisher listeners;

  OpenApprovals(
      ObjectProvider<Approvals> approvals,
      ObjectProvider<TaskService> tasks,
      ApplicationEventPublisher listeners) {
    this.approvals = approvals;
    this.tasks = tasks;
    this.listeners = listeners;
  }

  @Override
  public void created(DelegateTask task) {
    if (Question.APPROVALS.contains(task.getTaskDefinitionKey())) {
      Approval approval = approvals.getObject().get(task.getProcessInstanceId());
      Set<String> known = groups(task);
      approval.groups().stream()
          .filter(group -> !known.contains(group))
          .forEach(task::addCandidateGroup);
      approval.delegations().stream().map(Delegation::taker).forEach(task::addCandidateUser);
    }
    listeners.publishEvent(
        new PeopleWaitedFor(
            PeopleWaitedFor.Why.WAITING,
            Step.of(task.getExecution()).runId(),
            new PeopleWaitedFor.Task(task.getId(), task.getTaskDefinitionKey(), task.getName()),
            groups(task),
            people(task)));
  }

  private static Set<String> groups(DelegateTask task) {
    return task.getCandidates().stream()
        .filter(link -> link.getType().equals(IdentityLinkType.CANDIDATE))
        .flatMap(link -> Optional.ofNullable(link.getGroupId()).stream())
        .collect(Collectors.toSet());
  }

  private static List<String> people(DelegateTask task) {
    return task.getCandidates().stream()
        .flatMap(link -> Optional.ofNullable(link.getUserId()).stream())
        .toList();
  }

  /** The task that is open now becomes that of this group, too. */
  void call(DelegateExecution execution, String group) {
    open(execution)
        .ifPresent(
            task -> {
              tasks.getObject().addCandidateGroup(task.getId(), group);
              tasks.getObject().setPriority(task.getId(), URGENT);
            });
  }

  void tell(DelegateExecution execution, Approval approval, PeopleWaitedFor.Why why) {
    open(execution)
        .map(
            task ->
                new PeopleWaitedFor.Task(task.getId(), task.getTaskDefinitionKey(), task.getName()))
        .map(
            task ->
                new PeopleWaitedFor(
                    why,
                    approval.runId(),
                    task,
                    approval.groups(),
                    approval.delegations().stream().map(Delegation::taker).toList()))
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
