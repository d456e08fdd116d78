package io.siteswap.approval;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.springframework.stereotype.Component;

/** What has become of the tasks that people were sent a link to. */
@Component
public class TaskFates {
  private final HistoryService history;
  private final Answers answers;
  private final Runs runs;

  TaskFates(HistoryService history, Answers answers, Runs runs) {
    this.history = history;
    this.answers = answers;
    this.runs = runs;
  }

  /**
   * A task that was asked once.
   *
   * @param name what was to be decided
   * @param said who was first, with what; empty while it waits
   * @param run of which it is, where it is of one
   */
  public record Fate(String name, Optional<String> said, Optional<Run> run) {}

  /** As whoever is signed in may see it. */
  public Optional<Fate> of(String taskId) {
    return Optional.ofNullable(
            history.createHistoricTaskInstanceQuery().taskId(taskId).singleResult())
        .map(this::fate);
  }

  private Fate fate(HistoricTaskInstance task) {
    return new Fate(
        task.getName(),
        Optional.of(task).filter(one -> one.getEndTime() != null).map(answers::whatBecameOf),
        runs.find(task.getRootProcessInstanceId()));
  }
}
