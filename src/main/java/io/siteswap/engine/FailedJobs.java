package io.siteswap.engine;

import java.util.Date;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/** Tries a failed job again, or makes it an incident at once, as {@link Retries} says. */
class FailedJobs implements FailedJobCommandFactory {
  private final Supplier<Retries> retries;

  FailedJobs(Supplier<Retries> retries) {
    this.retries = retries;
  }

  @Override
  public Command<Object> getCommand(String jobId, Throwable failure) {
    Command<Object> retry =
        retries.get().mayPass(failure)
            ? new DefaultJobRetryCmd(jobId, failure)
            : new IncidentAtOnce(jobId, failure);
    return context -> {
      Object nothing = retry.execute(context);
      tell(context.getJobManager().findJobById(jobId), failure);
      return nothing;
    };
  }

  private void tell(JobEntity job, Throwable failure) {
    if (job == null || job.getExecution() == null) {
      return;
    }
    retries
        .get()
        .failed(
            job.getExecution().getRootProcessInstanceId(),
            failure,
            Optional.ofNullable(job.getDuedate()).map(Date::toInstant),
            job.getRetries() > 0);
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
