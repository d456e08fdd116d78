package io.siteswap.engine;

import java.time.Instant;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** What the engine itself knows of an execution, whatever variables say. */
public final class Executions {
  private Executions() {}

  /**
   * The box by which another process has called this one.
   *
   * @param id of the activity
   * @param name its label
   */
  public record Caller(String id, String name) {}

  /** The process instance that was started first; itself where no other has called it. */
  public static String rootOf(DelegateExecution execution) {
    return ((ExecutionEntity) execution).getRootProcessInstanceId();
  }

  /** The id of the process, as in its model. */
  public static String processOf(DelegateExecution execution) {
    return ((ExecutionEntity) execution).getProcessDefinition().getKey();
  }

  /** How the process is called for people. */
  public static String labelOf(DelegateExecution execution) {
    return ((ExecutionEntity) execution).getProcessDefinition().getName();
  }

  /**
   * Writes a variable of the process instance, and leaves none of that name between it and the
   * execution: whoever reads it anywhere there reads this.
   */
  public static void setForAll(DelegateExecution execution, String name, Object value) {
    ExecutionEntity scope = (ExecutionEntity) execution;
    while (scope.getParent() != null) {
      scope.removeVariableLocal(name);
      scope = scope.getParent();
    }
    scope.setVariableLocal(name, value);
  }

  public static Optional<Caller> callerOf(DelegateExecution execution) {
    return calling(execution)
        .map(ExecutionEntity.class::cast)
        .map(caller -> new Caller(caller.getActivityId(), caller.getActivity().getName()));
  }

  /** The execution of the other process that waits for this one. */
  public static Optional<DelegateExecution> calling(DelegateExecution execution) {
    return Optional.ofNullable(((ExecutionEntity) execution).getProcessInstance())
        .map(ExecutionEntity::getSuperExecution);
  }

  /** When its process instance has begun; empty where that is not written yet. */
  public static Optional<Instant> begunAt(DelegateExecution execution) {
    return Optional.ofNullable(
            Context.getCommandContext()
                .getHistoricProcessInstanceManager()
                .findHistoricProcessInstance(execution.getProcessInstanceId()))
        .map(instance -> instance.getStartTime().toInstant());
  }

  /** Whether it ends because somebody has deleted or cancelled the instance. */
  static boolean isDeleted(DelegateExecution execution) {
    return ((ExecutionEntity) execution).isDeleteRoot() || execution.isCanceled();
  }
}
