package io.siteswap.engine;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/** Sets the engine up: its clock, retries, and watchers. Its tables come after our own. */
@Component
@DependsOnDatabaseInitialization
class EnginePlugin extends AbstractProcessEnginePlugin {
  private final InstantSource clock;
  private final ObjectProvider<Retries> retries;
  private final Watchers watchers;
  private final RetentionProperties retention;

  EnginePlugin(
      InstantSource clock,
      ObjectProvider<Retries> retries,
      Watchers watchers,
      RetentionProperties retention) {
    this.clock = clock;
    this.retries = retries;
    this.watchers = watchers;
    this.retention = retention;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    EngineClock.follow(clock);
    configuration.setFailedJobRetryTimeCycle(retries.getObject().cycle());
    configuration.setFailedJobCommandFactory(new FailedJobs(retries::getObject));
    configuration.setDelegateInterceptor(new MarkedSteps());
    configuration.setHistoryCleanupBatchWindowStartTime(retention.cleanUpFrom());
    configuration.setHistoryCleanupBatchWindowEndTime(retention.cleanUpTo());
    // An error that nobody catches would silently end the run.
    configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
    List<BpmnParseListener> listeners =
        new ArrayList<>(
            Optional.ofNullable(configuration.getCustomPostBPMNParseListeners()).orElse(List.of()));
    listeners.add(watchers);
    configuration.setCustomPostBPMNParseListeners(listeners);
  }
}
