package io.siteswap.approval;

import io.siteswap.engine.TaskGuard;
import io.siteswap.forms.Words;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Json;
import io.siteswap.plan.Fingerprint;
import io.siteswap.runbook.Conflict;
import io.siteswap.runbook.Shown;
import io.siteswap.runbook.StartForms;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.spin.plugin.variable.SpinValues;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Takes what people answer at a task, by whichever way it comes: only what that task asks for, and
 * only once. Whoever comes second is told who has answered, what and when.
 */
@Component
class Answers implements TaskGuard {
  private static final Duration ONE_MOMENT = Duration.ofSeconds(2);

  private final ObjectProvider<Journal> journal;
  private final ObjectProvider<Shown> shown;
  private final ObjectProvider<StartForms> startForms;
  private final Questions questions;
  private final ObjectProvider<ApprovalView> approvalView;
  private final ObjectProvider<DecisionGuard> guard;

  Answers(
      ObjectProvider<Journal> journal,
      ObjectProvider<Shown> shown,
      ObjectProvider<StartForms> startForms,
      Questions questions,
      ObjectProvider<ApprovalView> approvalView,
      ObjectProvider<DecisionGuard> guard) {
    this.journal = journal;
    this.shown = shown;
    this.startForms = startForms;
    this.questions = questions;
    this.approvalView = approvalView;
    this.guard = guard;
  }

  @Override
  public VariableMap shown(DelegateTask task) {
    VariableMap all = shown.getObject().at(task);
    all.putValue(Variables.MAY_NOT, guard.getObject().whyNot(task).orElse(""));
    all.putValueTyped(
        Variables.OFFERED,
        SpinValues.jsonValue(Json.write(guard.getObject().offered(task))).create());
    if (Question.APPROVALS.contains(task.getTaskDefinitionKey())) {
      String page =
          approvalView
              .getObject()
              .of(task.getProcessInstanceId(), Step.of(task.getExecution()).runId());
      all.putValueTyped(Variables.APPROVAL, SpinValues.jsonValue(page).create());
    }
    return all;
  }

  @Override
  public InputStream startForm(InputStream form) {
    return startForms.getObject().withChoices(form);
  }

  @Override
  public Map<String, Object> taken(Task task, Map<String, Object> sent) {
    return questions.of(task.getTaskDefinitionKey()).taken(task, sent);
  }

  @Override
  public RuntimeException clashed(Task task) {
    return new Conflict(
        "something else happened to '%s' in the same moment, and nothing was taken down: look again"
            .formatted(task.getName()));
  }

  @Override
  public RuntimeException tooLate(String taskId, Optional<HistoricTaskInstance> ended) {
    return new Conflict(
        ended.map(this::whatBecameOf).orElseGet(() -> "there is no task '%s'".formatted(taskId)));
  }

  /** What has become of a task that is open no more. */
  String whatBecameOf(HistoricTaskInstance task) {
    return decision(task)
        .map(
            line ->
                "%s was first at '%s', at %s: %s"
                    .formatted(
                        line.actor(),
                        task.getName(),
                        time(line),
                        Fingerprint.shortenedIn(line.detail())))
        .orElseGet(
            () ->
                "'%s' is no longer asked: the run has gone on without an answer"
                    .formatted(task.getName()));
  }

  private static String time(Journal.Line line) {
    return Words.at(Instant.parse(line.at()));
  }

  /** The last decision of that kind up to the moment in which the task ended. */
  private Optional<Journal.Line> decision(HistoricTaskInstance task) {
    if (task.getEndTime() == null || !"completed".equals(task.getDeleteReason())) {
      return Optional.empty();
    }
    Instant end = task.getEndTime().toInstant().plus(ONE_MOMENT);
    List<Journal.Line> lines =
        journal.getObject().of(task.getRootProcessInstanceId(), task.getTaskDefinitionKey());
    return lines.stream()
        .filter(line -> !Instant.parse(line.at()).isAfter(end))
        .reduce((earlier, later) -> later);
  }
}
