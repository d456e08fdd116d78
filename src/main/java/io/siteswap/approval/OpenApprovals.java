package io.siteswap.approval;

import io.siteswap.approval.Approval.Delegation;
import io.siteswap.engine.TaskWatcher;
import io.siteswap.runbook.Step;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The tasks at which runs wait for people: gives those of an approval to all who may decide by now,
 * and tells whoever listens for whom is waited.
 */
@Component
class OpenApprovals implements TaskWatcher {
  private final ObjectProvider<Approvals> approvals;
  private final NotWaitedFor notWaitedFor;
  private final Summons summons;
  private final ApplicationEventPublisher listeners;

  OpenApprovals(
      ObjectProvider<Approvals> approvals,
      NotWaitedFor notWaitedFor,
      Summons summons,
      ApplicationEventPublisher listeners) {
    this.approvals = approvals;
    this.notWaitedFor = notWaitedFor;
    this.summons = summons;
    this.listeners = listeners;
  }

  @Override
  public void created(DelegateTask task) {
    Optional<Approval> approval =
        Question.APPROVALS.contains(task.getTaskDefinitionKey())
            ? Optional.of(approvals.getObject().get(task.getProcessInstanceId()))
            : Optional.empty();
    String runId = Step.of(task.getExecution()).runId();
    Optional<TaskRule.Asked> ruled = notWaitedFor.asked(task.getTaskDefinitionKey(), runId);
    approval.ifPresent(asked -> give(task, asked));
    ruled.ifPresent(asked -> give(task, asked.groups()));
    if (approval.flatMap(Approval::escalatedAt).isPresent()
        || ruled.filter(TaskRule.Asked::urgent).isPresent()) {
      task.setPriority(Summons.URGENT);
    }
    listeners.publishEvent(
        new PeopleWaitedFor(
            PeopleWaitedFor.Why.WAITING,
            runId,
            new PeopleWaitedFor.Task(task.getId(), task.getTaskDefinitionKey(), task.getName()),
            candidates(task, IdentityLink::getGroupId),
            candidates(task, IdentityLink::getUserId),
            approval
                .map(notWaitedFor::of)
                .or(() -> ruled.map(TaskRule.Asked::except))
                .orElse(Set.of())));
  }

  private static void give(DelegateTask task, Set<String> groups) {
    Set<String> known = candidates(task, IdentityLink::getGroupId);
    groups.stream().filter(group -> !known.contains(group)).forEach(task::addCandidateGroup);
  }

  private static void give(DelegateTask task, Approval approval) {
    give(task, approval.groups());
    approval.delegations().stream().map(Delegation::taker).forEach(task::addCandidateUser);
  }

  private static Set<String> candidates(
      DelegateTask task, Function<IdentityLink, String> groupOrUser) {
    return task.getCandidates().stream()
        .flatMap(link -> Optional.ofNullable(groupOrUser.apply(link)).stream())
        .collect(Collectors.toSet());
  }

  void tell(DelegateExecution execution, Approval approval, PeopleWaitedFor.Why why) {
    summons.tell(
        execution,
        why,
        approval.runId(),
        approval.groups(),
        approval.delegations().stream().map(Delegation::taker).collect(Collectors.toSet()),
        notWaitedFor.of(approval));
  }
}
