package io.siteswap.approval;

import java.util.Map;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;

/** The engine's tasks, where each answer is taken by {@link Answers}. */
class GuardedTasks extends TaskServiceImpl {
  private final Answers answers;

  GuardedTasks(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void complete(String taskId) {
    complete(taskId, null);
  }

  @Override
  public void complete(String taskId, Map<String, Object> variables) {
    answers.complete(
        getCommandExecutor(),
        taskId,
        variables,
        taken -> {
          super.complete(taskId, taken);
          return taken;
        });
  }

  @Override
  public VariableMap completeWithVariablesInReturn(
      String taskId, Map<String, Object> variables, boolean deserializeValues) {
    return answers.complete(
        getCommandExecutor(),
        taskId,
        variables,
        taken -> super.completeWithVariablesInReturn(taskId, taken, deserializeValues));
  }

  @Override
  public void claim(String taskId, String userId) {
    answers.claim(getCommandExecutor(), taskId, () -> super.claim(taskId, userId));
  }
}
