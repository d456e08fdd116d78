package io.siteswap.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sets the engine up: retries, watchers, and recovery of what a crashed process held. */
@Component
class EnginePlugin extends AbstractProcessEnginePlugin {
  private final Node node;
  private final DataSource database;
  private final ObjectProvider<Retries> retries;
  private final Watchers watchers;

  EnginePlugin(Node node, DataSource database, ObjectProvider<Retries> retries, Watchers watchers) {
    this.node = node;
    this.database = database;
    this.retries = retries;
    this.watchers = watchers;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setFailedJobRetryTimeCycle(retries.getObject().cycle());
    configuration.setFailedJobCommandFactory(new FailedJobs(retries::getObject));
    // An error that nobody catches would silently end the run.
    configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
    List<BpmnParseListener> listeners =
        new ArrayList<>(
            Optional.ofNullable(configuration.getCustomPostBPMNParseListeners()).orElse(List.of()));
    listeners.add(watchers);
    configuration.setCustomPostBPMNParseListeners(listeners);
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl configuration) {
    configuration.getJobExecutor().setLockOwner(node.name());
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
      statement.setString(1, node.name());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("could not take back what node held: " + sql, e);
    }
  }
}
