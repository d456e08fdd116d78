package io.siteswap.engine;

import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.ConcurrencyFailureException;

/** The engine's tasks: each answer is taken as the {@link TaskGuard} says, and only once. */
class GuardedTasks extends TaskServiceImpl {
  private final ObjectProvider<TaskGuard> guard;

  GuardedTasks(ObjectProvider<TaskGuard> guard) {
    this.guard = guard;
  }

  @Override
  public void complete(String taskId) {
    complete(taskId, null);
  }

  @Override
  public void complete(String taskId, Map<String, Object> variables) {
    Map<String, Object> taken = taken(taskId, variables);
    once(taskId, () -> super.complete(taskId, taken));
  }

  @Override
  public VariableMap completeWithVariablesInReturn(
      String taskId, Map<String, Object> variables, boolean deserializeValues) {
    Map<String, Object> taken = taken(taskId, variables);
    return once(
        taskId, () -> super.completeWithVariablesInReturn(taskId, taken, deserializeValues));
  }

  @Override
  public void claim(String taskId, String userId) {
    open(taskId);
    once(taskId, () -> super.claim(taskId, userId));
  }

  private Map<String, Object> taken(String taskId, Map<String, Object> sent) {
    return guard.getObject().taken(open(taskId), sent);
  }

  private void once(String taskId, Runnable answer) {
    once(
        taskId,
        () -> {
          answer.run();
          return taskId;
        });
  }

  private <T> T once(String taskId, Supplier<T> answer) {
    try {
      return answer.get();
    } catch (RuntimeException e) {
      // Whatever it failed with: if somebody was first, that is what has happened.
      Task still = open(taskId);
      throw isClash(e) ? guard.getObject().clashed(still) : e;
    }
  }

  /** Somebody else has written the same rows, or has held them for too long. */
  private static boolean isClash(Throwable e) {
    return e instanceof OptimisticLockingException
        || e instanceof ConcurrencyFailureException
        || (e.getCause() != null && isClash(e.getCause()));
  }

  private Task open(String taskId) {
    return new OpenTasks(guard.getObject(), getCommandExecutor()).open(taskId);
  }
}
