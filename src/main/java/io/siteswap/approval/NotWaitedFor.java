package io.siteswap.approval;

import io.siteswap.approval.Approval.Delegation;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Starters;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * For whom a task does not wait, though they are of a group that decides on it: who has started the
 * run, has spoken already, or lets somebody else speak. They are told nothing of it, and it is not
 * in their list.
 */
@Component
class NotWaitedFor {
  private final ObjectProvider<Approvals> approvals;
  private final ObjectProvider<Runs> runs;
  private final Questions questions;
  private final ObjectProvider<Starters> starters;

  NotWaitedFor(
      ObjectProvider<Approvals> approvals,
      ObjectProvider<Runs> runs,
      Questions questions,
      ObjectProvider<Starters> starters) {
    this.approvals = approvals;
    this.runs = runs;
    this.questions = questions;
    this.starters = starters;
  }

  /**
   * At the task of that key in the model.
   *
   * @param instance in which it is
   */
  Set<String> at(String key, String instance, String runId) {
    return Question.APPROVALS.contains(key)
        ? of(approvals.getObject().get(instance, runId))
        : asked(key, runId).map(TaskRule.Asked::except).orElse(Set.of());
  }

  Set<String> of(Approval approval) {
    return Stream.of(
            starters.getObject().of(run(approval.runId())).stream(),
            approval.voices().stream().map(Approval.Voice::who),
            approval.delegations().stream().map(Delegation::giver))
        .flatMap(who -> who)
        .collect(Collectors.toSet());
  }

  /** What the rule of that task says, where it has one. */
  Optional<TaskRule.Asked> asked(String key, String runId) {
    return questions.rule(key).map(rule -> rule.asked(run(runId)));
  }

  private Run run(String id) {
    return runs.getObject().get(id);
  }
}
