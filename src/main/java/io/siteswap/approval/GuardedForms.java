package io.siteswap.approval;

import io.siteswap.runbook.Conflict;
import io.siteswap.runbook.Shown;
import io.siteswap.runbook.StartForms;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The engine's forms, which show what the ledger says, and take an answer by {@link Answers}.
 * Tasklist, Cockpit and both REST APIs come through here.
 */
class GuardedForms extends FormServiceImpl {
  private final Answers answers;
  private final ObjectProvider<Shown> shown;
  private final ObjectProvider<StartForms> startForms;

  GuardedForms(
      Answers answers, ObjectProvider<Shown> shown, ObjectProvider<StartForms> startForms) {
    this.answers = answers;
    this.shown = shown;
    this.startForms = startForms;
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
    TaskEntity task = context.getTaskManager().findTaskById(taskId);
    if (task == null) {
      throw new Conflict("there is no task '%s'; it may have been answered".formatted(taskId));
    }
    for (CommandChecker checker : context.getProcessEngineConfiguration().getCommandCheckers()) {
      checker.checkReadTaskVariable(task);
    }
    return shown.getObject().at(task);
  }

  @Override
  public InputStream getDeployedStartForm(String processDefinitionId) {
    return startForms.getObject().withChoices(super.getDeployedStartForm(processDefinitionId));
  }

  @Override
  public void submitTaskForm(String taskId, Map<String, Object> properties) {
    answers.complete(
        getCommandExecutor(),
        taskId,
        properties,
        taken -> {
          super.submitTaskForm(taskId, taken);
          return taken;
        });
  }

  @Override
  public VariableMap submitTaskFormWithVariablesInReturn(
      String taskId, Map<String, Object> properties, boolean deserializeValues) {
    return answers.complete(
        getCommandExecutor(),
        taskId,
        properties,
        taken -> super.submitTaskFormWithVariablesInReturn(taskId, taken, deserializeValues));
  }
}
