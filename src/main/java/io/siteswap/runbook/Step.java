package io.siteswap.runbook;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * Which run, and which of its phases, an execution belongs to. Both are read from the engine's own
 * structure where people could have written the variable.
 */
public record Step(String runId, String phase) {
  public static Step of(DelegateExecution execution) {
    ExecutionEntity entity = (ExecutionEntity) execution;
    return new Step(entity.getRootProcessInstanceId(), phase(entity));
  }

  private static String phase(ExecutionEntity execution) {
    ExecutionEntity caller = execution.getProcessInstance().getSuperExecution();
    boolean isPhase =
        caller != null
            && execution.getProcessDefinition().getKey().equals(RunbookEngine.CARRY_OUT_PHASE);
    return isPhase ? caller.getActivityId() : text(execution, Variables.PHASE);
  }

  /** The label of the box by which the runbook called this phase; none outside of phases. */
  static Optional<String> phaseName(DelegateExecution execution) {
    return Optional.ofNullable(((ExecutionEntity) execution).getProcessInstance())
        .map(ExecutionEntity::getSuperExecution)
        .map(caller -> caller.getActivity().getName());
  }

  public static String text(VariableScope scope, String variable) {
    Object value = scope.getVariable(variable);
    return value == null ? "" : value.toString().trim();
  }
}
