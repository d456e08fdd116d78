package io.siteswap.engine;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts the watchers into each model as it is read. */
@Component
class Watchers extends AbstractBpmnParseListener {
  private final ObjectProvider<ProcessWatcher> processes;

  Watchers(ObjectProvider<ProcessWatcher> processes) {
    this.processes = processes;
  }

  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity process) {
    String id = process.getKey();
    ExecutionListener ended =
        execution -> {
          boolean deleted = Executions.isDeleted(execution);
          processes.orderedStream().forEach(watcher -> watcher.ended(id, execution, deleted));
        };
    process.addListener(ExecutionListener.EVENTNAME_END, ended);
  }
}
