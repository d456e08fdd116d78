package io.siteswap.runbook;

import io.siteswap.site.Typed;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Stands at the beginning of every process: lets in only what its form asks for, measured, and
 * nobody into what only a runbook may call.
 */
@Component
class Beginning extends AbstractBpmnParseListener {
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
  private Set<String> asked(ProcessDefinitionEntity process) {
    boolean isRunbook = runbooks.getObject().find(process.getKey()).isPresent();
    return isRunbook ? RUNBOOK : ASKED.getOrDefault(process.getKey(), Set.of());
  }

  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity process) {
    process.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) this::begins);
  }

  private void begins(DelegateExecution execution) {
    ExecutionEntity instance = (ExecutionEntity) execution;
    if (instance.getSuperExecution() != null) {
      return;
    }
    ProcessDefinitionEntity process = instance.getProcessDefinition();
    if (asked(process).isEmpty()) {
      throw new NotAllowed("'%s' begins only as a part of a runbook".formatted(process.getName()));
    }
    try {
      execution.getVariableNames().forEach(name -> refuseUnasked(execution, process, name));
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage(), e);
    }
  }

  private void refuseUnasked(
      DelegateExecution execution, ProcessDefinitionEntity process, String name) {
    TypedValue typed = execution.getVariableTyped(name, false);
    if (name.equals(Variables.INITIATOR) && starter.getObject().is(typed.getValue())) {
      return;
    }
    if (!asked(process).contains(name)) {
      throw new Refused(
          "'%s' may not be written at the start of '%s': expected some of %s"
              .formatted(
                  Typed.name("name of a variable", name),
                  process.getName(),
                  new TreeSet<>(asked(process))));
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
