package io.siteswap.engine;

import java.util.Optional;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;

/** What the engine itself knows of the job that it carries out in this thread. */
public final class Jobs {
  private Jobs() {}

  /**
   * Under which name the job was locked when it was begun, blank when it was not any more; empty
   * when no job executor carries it out, but whoever asked for it.
   */
  public static Optional<String> lockOwner() {
    return Optional.ofNullable(Context.getJobExecutorContext())
        .map(JobExecutorContext::getCurrentJob)
        .map(job -> Optional.ofNullable(job.getLockOwner()).orElse(""));
  }
}
