package io.siteswap.runbook;

import io.siteswap.manager.ManagerUnreachable;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.springframework.dao.DataAccessException;

/**
 * A step that failed because something was away is tried again; one that failed for any other
 * reason is our mistake and becomes an incident at once.
 */
class RetryWhatMayPass implements FailedJobCommandFactory {
  @Override
  public Command<Object> getCommand(String jobId, Throwable failure) {
    return mayPass(failure)
        ? new DefaultJobRetryCmd(jobId, failure)
        : new IncidentAtOnce(jobId, failure);
  }

  private static boolean mayPass(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .anyMatch(
            cause ->
                cause instanceof ManagerUnreachable
                    || cause instanceof DataAccessException
                    || cause instanceof SQLException);
  }

  private static final class IncidentAtOnce extends JobRetryCmd {
    IncidentAtOnce(String jobId, Throwable failure) {
      super(jobId, failure);
    }

    @Override
    public Object execute(CommandContext context) {
      JobEntity job = getJob();
      if (job != null) {
        job.unlock();
        logException(job);
        job.setRetries(0);
        notifyAcquisition(context);
      }
      return null;
    }
  }
}
