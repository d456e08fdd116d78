package io.siteswap.engine;

import java.util.Optional;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/** Finds tasks for the engine itself, whoever has asked and may see what. */
class OpenTasks {
  private final TaskGuard guard;
  private final CommandExecutor engine;

  OpenTasks(TaskGuard guard, CommandExecutor engine) {
    this.guard = guard;
    this.engine = engine;
  }

  /** Throws what the guard says of one that is open no more. */
  TaskEntity open(String id) {
    TaskEntity task = asEngine(context -> context.getTaskManager().findTaskById(id));
    if (task == null) {
      throw guard.tooLate(id, ended(id));
    }
    return task;
  }

  private Optional<HistoricTaskInstance> ended(String id) {
    return Optional.ofNullable(
        asEngine(
            context ->
                context
                    .getProcessEngineConfiguration()
                    .getHistoryService()
                    .createHistoricTaskInstanceQuery()
                    .taskId(id)
                    .singleResult()));
  }

  private <T> T asEngine(Command<T> command) {
    return engine.execute(
        context -> context.runWithoutAuthorization(() -> command.execute(context)));
  }
}
