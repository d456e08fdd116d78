package io.siteswap.runbook;

import io.siteswap.engine.Executions;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * Which run, and which of its phases, an execution belongs to. Both are read from the engine's own
 * structure where people could have written the variable.
 */
public record Step(String runId, String phase) {
  public static Step of(DelegateExecution execution) {
    DelegateExecution step = asking(execution);
    return new Step(run(step), phase(step));
  }

  /** Where approval is asked for: that is a part of the step that asks. */
  private static DelegateExecution asking(DelegateExecution execution) {
    return Executions.processOf(execution).equals(SharedProcesses.ASK_FOR_APPROVAL)
        ? Executions.calling(execution).orElse(execution)
        : execution;
  }

  /** What stays behind is an instance of its own, which only Siteswap begins. */
  private static String run(DelegateExecution execution) {
    return Executions.processOf(execution).equals(SharedProcesses.COMPLETE_CHANGE_RECORD)
        ? text(execution, Variables.RUN)
        : Executions.rootOf(execution);
  }

  private static String phase(DelegateExecution execution) {
    return Optional.of(Executions.processOf(execution))
        .filter(SharedProcesses.CARRY_OUT_PHASE::equals)
        .flatMap(process -> Executions.callerOf(execution))
        .map(Executions.Caller::id)
        .orElseGet(() -> text(execution, Variables.PHASE));
  }

  /** The label of the box by which the runbook called this phase; none outside of phases. */
  static Optional<String> phaseName(DelegateExecution execution) {
    return Executions.callerOf(asking(execution)).map(Executions.Caller::name);
  }

  public static String text(VariableScope scope, String variable) {
    Object value = scope.getVariable(variable);
    return value == null ? "" : value.toString().trim();
  }
}
