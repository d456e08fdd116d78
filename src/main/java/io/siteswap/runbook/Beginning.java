package io.siteswap.runbook;

import io.siteswap.engine.Executions;
import io.siteswap.engine.ProcessWatcher;
import io.siteswap.site.Typed;
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
  private final ObjectProvider<Starter> starter;
  private final ObjectProvider<Startable> startables;

  Beginning(ObjectProvider<Starter> starter, ObjectProvider<Startable> startables) {
    this.starter = starter;
    this.startables = startables;
  }

  @Override
  public void begins(DelegateExecution execution) {
    if (Executions.callerOf(execution).isPresent()) {
      return;
    }
    Set<String> asked = asked(execution);
    try {
      execution.getVariableNames().forEach(name -> refuseUnasked(execution, asked, name));
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage(), e);
    }
  }

  /** What stays behind when a run has ended is begun by Siteswap, and told which run. */
  private Set<String> asked(DelegateExecution execution) {
    return Executions.processOf(execution).equals(SharedProcesses.COMPLETE_CHANGE_RECORD)
        ? Set.of(Variables.RUN)
        : startable(execution).asks();
  }

  private Startable startable(DelegateExecution execution) {
    String process = Executions.processOf(execution);
    return startables.stream()
        .filter(startable -> startable.id().equals(process))
        .findFirst()
        .orElseThrow(
            () ->
                new NotAllowed(
                    "'%s' begins only as a part of a runbook"
                        .formatted(Executions.labelOf(execution))));
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
