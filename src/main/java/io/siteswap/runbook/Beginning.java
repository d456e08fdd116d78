package io.siteswap.runbook;

import io.siteswap.engine.Executions;
import io.siteswap.engine.ProcessWatcher;
import io.siteswap.site.Typed;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Stands at the beginning of every process: lets in only what its form asks for, measured, and
 * nobody into what only a runbook may call.
 */
@Component
class Beginning implements ProcessWatcher {
  private static final Set<String> RUNBOOK =
      Set.of(Variables.CLUSTER, Variables.SITE, Variables.TICKET, Variables.REASON);
  private static final Set<String> INTERVENTION =
      Set.of(Variables.RUN, Variables.TICKET, Variables.REASON);
  private static final Map<String, Set<String>> ASKED =
      Map.of(
          AuditReadiness.PROCESS,
          Set.of(Variables.CLUSTER),
          SendAbort.PROCESS,
          INTERVENTION,
          RetryFailedSteps.PROCESS,
          INTERVENTION,
          "declare-site-lost",
          INTERVENTION);

  private final ObjectProvider<Starter> starter;
  private final ObjectProvider<Runbooks> runbooks;

  Beginning(ObjectProvider<Starter> starter, ObjectProvider<Runbooks> runbooks) {
    this.starter = starter;
    this.runbooks = runbooks;
  }

  /** Nothing where it is no beginning for people. */
  private Set<String> asked(String process) {
    boolean isRunbook = runbooks.getObject().find(process).isPresent();
    return isRunbook ? RUNBOOK : ASKED.getOrDefault(process, Set.of());
  }

  @Override
  public void begins(DelegateExecution execution) {
    if (Executions.callerOf(execution).isPresent()) {
      return;
    }
    Set<String> asked = asked(Executions.processOf(execution));
    if (asked.isEmpty()) {
      throw new NotAllowed(
          "'%s' begins only as a part of a runbook".formatted(Executions.labelOf(execution)));
    }
    try {
      execution.getVariableNames().forEach(name -> refuseUnasked(execution, asked, name));
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage(), e);
    }
  }

  private void refuseUnasked(DelegateExecution execution, Set<String> asked, String name) {
    TypedValue typed = execution.getVariableTyped(name, false);
    if (name.equals(Variables.INITIATOR) && starter.getObject().is(typed.getValue())) {
      return;
    }
    if (!asked.contains(name)) {
      throw new Refused(
          "'%s' may not be written at the start of '%s': expected some of %s"
              .formatted(
                  Typed.name("name of a variable", name),
                  Executions.labelOf(execution),
                  new TreeSet<>(asked)));
    }
    Object value = typed instanceof SerializableValue ? typed : typed.getValue();
    if (value != null && !(value instanceof String)) {
      throw new Refused(
          "'%s' is no text, but of type %s".formatted(name, typed.getType().getName()));
    }
    measure(name, (String) value);
  }

  private static void measure(String name, String value) {
    var unused = name.equals(Variables.REASON) ? Typed.text(name, value) : Typed.name(name, value);
  }
}
