package io.siteswap.approval;

import io.siteswap.ledger.Journal;
import io.siteswap.runbook.Shown;
import io.siteswap.runbook.StartForms;
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
class ApprovalEngine extends AbstractProcessEnginePlugin {
  private final ApplicationContext beans;
  private final Answers answers;
  private final ObjectProvider<Journal> journal;
  private final ObjectProvider<Shown> shown;
  private final ObjectProvider<StartForms> startForms;

  ApprovalEngine(
      ApplicationContext beans,
      Answers answers,
      ObjectProvider<Journal> journal,
      ObjectProvider<Shown> shown,
      ObjectProvider<StartForms> startForms) {
    this.beans = beans;
    this.answers = answers;
    this.journal = journal;
    this.shown = shown;
    this.startForms = startForms;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setTaskService(new GuardedTasks(answers));
    configuration.setFormService(new GuardedForms(answers, shown, startForms));
    configuration.setExpressionManager(new StepExpressions(beans));
    configuration.setCustomPreCommandInterceptorsTxRequired(
        first(configuration, configuration.getCustomPreCommandInterceptorsTxRequired()));
    configuration.setCustomPreCommandInterceptorsTxRequiresNew(
        first(configuration, configuration.getCustomPreCommandInterceptorsTxRequiresNew()));
    configuration.getCustomHistoryEventHandlers().add(new OperationsInJournal(journal));
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
