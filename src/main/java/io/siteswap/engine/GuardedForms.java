package io.siteswap.engine;

import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The engine's forms: they show what the {@link TaskGuard} says, and what is sent with one is an
 * answer like any other. Tasklist, Cockpit and both REST APIs come through here.
 */
class GuardedForms extends FormServiceImpl {
  private final ObjectProvider<TaskGuard> guard;
  private final TaskService tasks;

  GuardedForms(ObjectProvider<TaskGuard> guard, TaskService tasks) {
    this.guard = guard;
    this.tasks = tasks;
  }

  @Override
  public VariableMap getTaskFormVariables(String taskId) {
    return getTaskFormVariables(taskId, null, true);
  }

  @Override
  public VariableMap getTaskFormVariables(
      String taskId, Collection<String> names, boolean deserializeObjectValues) {
    VariableMap all = getCommandExecutor().execute(context -> shownAt(context, taskId));
    if (names != null) {
      all.keySet().retainAll(names);
    }
    return all;
  }

  private VariableMap shownAt(CommandContext context, String taskId) {
    TaskEntity task = new OpenTasks(guard.getObject(), getCommandExecutor()).open(taskId);
    context
        .getProcessEngineConfiguration()
        .getCommandCheckers()
        .forEach(checker -> checker.checkReadTaskVariable(task));
    return guard.getObject().shown(task);
  }

  @Override
  public InputStream getDeployedStartForm(String processDefinitionId) {
    return guard.getObject().startForm(super.getDeployedStartForm(processDefinitionId));
  }

  @Override
  public void submitTaskForm(String taskId, Map<String, Object> properties) {
    tasks.complete(taskId, properties);
  }

  @Override
  public VariableMap submitTaskFormWithVariablesInReturn(
      String taskId, Map<String, Object> properties, boolean deserializeValues) {
    return tasks.completeWithVariablesInReturn(taskId, properties, deserializeValues);
  }
}
