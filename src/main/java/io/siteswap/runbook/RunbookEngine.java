package io.siteswap.runbook;

import io.siteswap.ledger.Runs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Sets the engine up: retries, listeners, and recovery of what a crashed process held. */
@Component
@EnableConfigurationProperties(RunbookProperties.class)
class RunbookEngine extends AbstractProcessEnginePlugin {
  static final String CARRY_OUT_PHASE = "carry-out-phase";
  static final String UNDO_PHASE = "undo-phase";

  private final RunbookProperties properties;
  private final Patience patience;
  private final DataSource database;
  private final ObjectProvider<Runs> runs;
  private final ObjectProvider<BpmnParseListener> listeners;

  RunbookEngine(
      RunbookProperties properties,
      Patience patience,
      DataSource database,
      ObjectProvider<Runs> runs,
      ObjectProvider<BpmnParseListener> listeners) {
    this.properties = properties;
    this.patience = patience;
    this.database = database;
    this.runs = runs;
    this.listeners = listeners;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setFailedJobRetryTimeCycle(patience.asRetryCycle());
    configuration.setFailedJobCommandFactory(new RetryWhatMayPass(runs::getObject));
    // An error that nobody catches would silently end the run.
    configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
    List<BpmnParseListener> parseListeners =
        new ArrayList<>(
            configuration.getCustomPostBPMNParseListeners() == null
                ? List.of()
                : configuration.getCustomPostBPMNParseListeners());
    listeners.orderedStream().forEach(parseListeners::add);
    configuration.setCustomPostBPMNParseListeners(parseListeners);
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl configuration) {
    configuration.getJobExecutor().setLockOwner(properties.node());
  }

  /** Before the executor runs: nobody else may hold locks under our name. */
  @Override
  public void postProcessEngineBuild(ProcessEngine engine) {
    release(
        "update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null, REV_ = REV_ + 1"
            + " where LOCK_OWNER_ = ?");
    release(
        "update ACT_RU_EXT_TASK set WORKER_ID_ = null, LOCK_EXP_TIME_ = null, REV_ = REV_ + 1"
            + " where WORKER_ID_ = ?");
  }

  private void release(String sql) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, properties.node());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("could not take back what node held: " + sql, e);
    }
  }
}
