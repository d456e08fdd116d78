package io.siteswap.runbook;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.ManagerUnreachable;
import java.sql.SQLException;
import java.util.Date;
import java.util.Optional;
import java.util.function.Supplier;
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
  private final Supplier<Runs> runs;

  RetryWhatMayPass(Supplier<Runs> runs) {
    this.runs = runs;
  }

  @Override
  public Command<Object> getCommand(String jobId, Throwable failure) {
    Command<Object> retry =
        mayPass(failure)
            ? new DefaultJobRetryCmd(jobId, failure)
            : new IncidentAtOnce(jobId, failure);
    return context -> {
      Object nothing = retry.execute(context);
      tell(context.getJobManager().findJobById(jobId), failure);
      return nothing;
    };
  }

  /** What the run of the job waits for now. */
  private void tell(JobEntity job, Throwable failure) {
    if (job == null || job.getExecution() == null) {
      return;
    }
    runs.get()
        .find(job.getExecution().getRootProcessInstanceId())
        .filter(Run::isOpen)
        .ifPresent(run -> tell(run, job, reason(failure)));
  }

  private void tell(Run run, JobEntity job, String reason) {
    if (job.getRetries() > 0) {
      runs.get()
          .waits(run.id(), reason, Optional.ofNullable(job.getDuedate()).map(Date::toInstant));
    } else {
      runs.get().waits(run.id(), "people, who retry it in Cockpit: " + reason, Optional.empty());
    }
  }

  private static boolean mayPass(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof ManagerUnreachable
                    || cause instanceof DataAccessException
                    || cause instanceof SQLException);
  }

  /** The Manager's words where there are some: the engine wraps them. */
  private static String reason(Throwable failure) {
    return causes(failure)
        .filter(ManagerUnreachable.class::isInstance)
        .findFirst()
        .orElse(failure)
        .getMessage();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
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
