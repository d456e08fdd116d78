package io.siteswap.engine;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;

/** Stands between people and their tasks and forms, by whichever API they come. */
public interface TaskGuard {
  /** All that the form of the task shows. */
  VariableMap shown(DelegateTask task);

  /** The form that starts something, with what there is to choose from. */
  InputStream startForm(InputStream form);

  /** What of an answer is taken; throws when it has what is not asked for. */
  Map<String, Object> taken(Task task, Map<String, Object> sent);

  /**
   * Why a task can no longer be answered.
   *
   * @param ended empty where there never was such a task
   */
  RuntimeException tooLate(String taskId, Optional<HistoricTaskInstance> ended);

  /** Why nothing became of an answer that came together with another. */
  RuntimeException clashed(Task task);
}
