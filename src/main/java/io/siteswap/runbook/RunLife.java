package io.siteswap.runbook;

import io.siteswap.ledger.Runs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Closes a run in the ledger with the end event that it reached, or as cancelled. */
@Component
class RunLife extends AbstractBpmnParseListener {
  private static final String CANCELLED = "runCancelled";

  private final ObjectProvider<Runs> runs;
  private final ObjectProvider<Runbooks> runbooks;

  RunLife(ObjectProvider<Runs> runs, ObjectProvider<Runbooks> runbooks) {
    this.runs = runs;
    this.runbooks = runbooks;
  }

  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity process) {
    if (isRunbook(process)) {
      process.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) this::ended);
    }
  }

  /** Also when somebody deleted the instance: its cluster must not stay busy for ever. */
  private void ended(DelegateExecution execution) {
    boolean deleted = ((ExecutionEntity) execution).isDeleteRoot() || execution.isCanceled();
    String outcome = deleted ? CANCELLED : execution.getCurrentActivityId();
    runs.getObject()
        .find(execution.getProcessInstanceId())
        .filter(run -> run.isOpen())
        .ifPresent(run -> runs.getObject().ended(run.id(), outcome));
  }

  private boolean isRunbook(ProcessDefinitionEntity process) {
    return runbooks.getObject().find(process.getKey()).isPresent();
  }
}
