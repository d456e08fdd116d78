package io.siteswap.engine;

import io.siteswap.node.Holdings;
import java.util.List;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The locks on jobs and on waits, as far as the engine writes them down. */
@Component
class EngineLocks implements Holdings {
  private static final List<String> RELEASE =
      List.of(
          "update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null, REV_ = REV_ + 1"
              + " where LOCK_OWNER_ is not null and LOCK_OWNER_ not in"
              + " (select worker from node where worker is not null)",
          "update ACT_RU_EXT_TASK set WORKER_ID_ = null, LOCK_EXP_TIME_ = null, REV_ = REV_ + 1"
              + " where WORKER_ID_ is not null and WORKER_ID_ not in"
              + " (select worker from node where worker is not null)");

  private final ObjectProvider<JobExecutor> executor;

  EngineLocks(ObjectProvider<JobExecutor> executor) {
    this.executor = executor;
  }

  @Override
  public void takeAs(String worker) {
    executor.ifAvailable(jobs -> jobs.setLockOwner(worker));
  }

  @Override
  public void release(JdbcClient database) {
    RELEASE.forEach(sql -> database.sql(sql).update());
  }
}
