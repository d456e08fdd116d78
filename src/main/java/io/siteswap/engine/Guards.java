package io.siteswap.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Puts the guards where everything comes through, whichever API it was asked of. */
@Component
class Guards extends AbstractProcessEnginePlugin {
  private final ApplicationContext beans;
  private final ObjectProvider<TaskGuard> tasks;
  private final ObjectProvider<OperationWatcher> operations;

  Guards(
      ApplicationContext beans,
      ObjectProvider<TaskGuard> tasks,
      ObjectProvider<OperationWatcher> operations) {
    this.beans = beans;
    this.tasks = tasks;
    this.operations = operations;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    GuardedTasks guarded = new GuardedTasks(tasks);
    configuration.setTaskService(guarded);
    configuration.setFormService(new GuardedForms(tasks, guarded));
    configuration.setExpressionManager(new StepExpressions(beans));
    configuration.setCustomPreCommandInterceptorsTxRequired(
        first(configuration, configuration.getCustomPreCommandInterceptorsTxRequired()));
    configuration.setCustomPreCommandInterceptorsTxRequiresNew(
        first(configuration, configuration.getCustomPreCommandInterceptorsTxRequiresNew()));
    configuration.getCustomHistoryEventHandlers().add(new Operations(operations));
    // Guesses of a stranger would lock people out; who guesses is slowed down at the sign-in.
    configuration.setLoginMaxAttempts(Integer.MAX_VALUE);
    configuration.setLoginDelayBase(0);
    // No class that a caller names is made, but of plain texts, numbers and lists.
    configuration.setDeserializationTypeValidationEnabled(true);
    // What is refused is no fault, and its stack is no news; failed jobs are logged by themselves.
    configuration.setEnableCmdExceptionLogging(false);
  }

  private static List<CommandInterceptor> first(
      ProcessEngineConfigurationImpl configuration, List<CommandInterceptor> others) {
    List<CommandInterceptor> all = new ArrayList<>(List.of(new PlainWords(configuration)));
    all.addAll(Optional.ofNullable(others).orElse(List.of()));
    return all;
  }
}
