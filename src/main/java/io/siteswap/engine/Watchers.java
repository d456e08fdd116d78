package io.siteswap.engine;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts the watchers into each model as it is read. */
@Component
class Watchers extends AbstractBpmnParseListener {
  private final ObjectProvider<ProcessWatcher> processes;
  private final ObjectProvider<TaskWatcher> tasks;

  Watchers(ObjectProvider<ProcessWatcher> processes, ObjectProvider<TaskWatcher> tasks) {
    this.processes = processes;
    this.tasks = tasks;
  }

  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity process) {
    String id = process.getKey();
    ExecutionListener begins =
        execution -> processes.orderedStream().forEach(watcher -> watcher.begins(execution));
    ExecutionListener ended =
        execution -> {
          boolean deleted = Executions.isDeleted(execution);
          processes.orderedStream().forEach(watcher -> watcher.ended(id, execution, deleted));
        };
    process.addListener(ExecutionListener.EVENTNAME_START, begins);
    process.addListener(ExecutionListener.EVENTNAME_END, ended);
  }

  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    tasks.orderedStream().forEach(watcher -> watch(watcher, activity));
  }

  private static void watch(TaskWatcher watcher, ActivityImpl activity) {
    watcher.read(activity.getId());
    TaskDefinition task =
        ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
    task.addTaskListener(TaskListener.EVENTNAME_CREATE, watcher::created);
    task.addTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, watcher::assigned);
    task.addTaskListener(TaskListener.EVENTNAME_COMPLETE, watcher::completed);
    task.addTaskListener(TaskListener.EVENTNAME_COMPLETE, watcher::gone);
    task.addTaskListener(TaskListener.EVENTNAME_DELETE, watcher::gone);
  }
}
