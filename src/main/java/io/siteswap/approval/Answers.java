package io.siteswap.approval;

import io.siteswap.ledger.Journal;
import io.siteswap.runbook.Conflict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Takes what people answer at a task, by whichever way it comes: only what that task asks for, and
 * only once. Whoever comes second is told who has answered, what and when.
 */
@Component
class Answers {
  private static final Duration ONE_MOMENT = Duration.ofSeconds(2);

  private final ObjectProvider<Journal> journal;

  private final Questions questions;

  Answers(ObjectProvider<Journal> journal, Questions questions) {
    this.journal = journal;
    this.questions = questions;
  }

  <T> T complete(
      CommandExecutor engine,
      String taskId,
      Map<String, Object> sent,
      Function<Map<String, Object>, T> complete) {
    TaskEntity task = open(engine, taskId);
    Map<String, Object> taken = questions.of(task.getTaskDefinitionKey()).taken(task, sent);
    return once(engine, taskId, () -> complete.apply(taken));
  }

  void claim(CommandExecutor engine, String taskId, Runnable claim) {
    open(engine, taskId);
    once(
        engine,
        taskId,
        () -> {
          claim.run();
          return null;
        });
  }

  private <T> T once(CommandExecutor engine, String taskId, java.util.function.Supplier<T> answer) {
    try {
      return answer.get();
    } catch (OptimisticLockingException e) {
      TaskEntity task = open(engine, taskId);
      throw new Conflict(
          "something else happened to '%s' in the same moment, and nothing was taken down: look again"
              .formatted(task.getName()));
    }
  }

  private TaskEntity open(CommandExecutor engine, String taskId) {
    TaskEntity task = asEngine(engine, context -> context.getTaskManager().findTaskById(taskId));
    if (task == null) {
      throw new Conflict(whatBecameOf(engine, taskId));
    }
    return task;
  }

  private static <T> T asEngine(CommandExecutor engine, Command<T> command) {
    return engine.execute(
        context -> context.runWithoutAuthorization(() -> command.execute(context)));
  }

  private String whatBecameOf(CommandExecutor engine, String taskId) {
    HistoricTaskInstance task =
        asEngine(
            engine,
            context ->
                context
                    .getProcessEngineConfiguration()
                    .getHistoryService()
                    .createHistoricTaskInstanceQuery()
                    .taskId(taskId)
                    .singleResult());
    if (task == null) {
      return "there is no task '%s'".formatted(taskId);
    }
    return decision(task)
        .map(
            line ->
                "%s was first at '%s', at %s: %s"
                    .formatted(line.actor(), task.getName(), time(line), line.detail()))
        .orElseGet(
            () ->
                "'%s' is no longer asked: the run has gone on without an answer"
                    .formatted(task.getName()));
  }

  private static String time(Journal.Line line) {
    return Instant.parse(line.at()).truncatedTo(ChronoUnit.SECONDS).toString();
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
