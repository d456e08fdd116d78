package io.siteswap.manager;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.types.Job;
import org.ovirt.engine.sdk4.types.JobStatus;
import org.ovirt.engine.sdk4.types.LogSeverity;
import org.ovirt.engine.sdk4.types.StepEnum;

/**
 * What others read in the Manager's own portal: jobs that are kept from outside, with their steps,
 * and events. Nothing of it changes anything. Needs the permissions {@code inject_external_tasks}
 * and {@code inject_external_events}.
 */
public class Noticeboard {
  private final Calls calls;

  Noticeboard(Calls calls) {
    this.calls = calls;
  }

  /** How a job stands that is kept from outside. */
  public enum State {
    OPEN,
    FINISHED,
    /** As soon as one of its steps has failed. */
    FAILED,
    /**
     * The Manager has started again since: it calls the job unknown, takes no end of it, and
     * forgets it an hour later.
     */
    LOST
  }

  /** A job that is kept from outside. */
  public record Posted(String id, State state) {}

  /**
   * The open one that was added under this id, else the last; it may have been added though no
   * answer came.
   */
  public Optional<Posted> job(CorrelationId id) {
    return calls
        .make(
            "find the job " + id,
            c ->
                c.systemService()
                    .jobsService()
                    .list()
                    .search("correlation_id=" + id.value())
                    .send()
                    .jobs())
        .stream()
        .max(Comparator.comparing(Noticeboard::isOpen).thenComparing(job -> job.startTime()))
        .map(job -> new Posted(job.id(), state(job.status())));
  }

  private static boolean isOpen(Job job) {
    return job.status() == JobStatus.STARTED;
  }

  private static State state(JobStatus status) {
    return switch (status) {
      case STARTED -> State.OPEN;
      case FINISHED -> State.FINISHED;
      case FAILED, ABORTED -> State.FAILED;
      case UNKNOWN -> State.LOST;
    };
  }

  /** Its id; it goes by itself some time after its end, like the Manager's own. */
  public String addJob(String description, CorrelationId id) {
    return calls.make(
        "add a job: " + description,
        c ->
            c.systemService()
                .jobsService()
                .add()
                .job(Builders.job().description(description).autoCleared(true))
                .header(Manager.CORRELATION, id.value())
                .send()
                .job()
                .id());
  }

  /** Its id. */
  public String addStep(String job, String description, CorrelationId id) {
    return calls.make(
        "add a step to a job: " + description,
        c ->
            c.systemService()
                .jobsService()
                .jobService(job)
                .stepsService()
                .add()
                .step(Builders.step().description(description).type(StepEnum.EXECUTING))
                .header(Manager.CORRELATION, id.value())
                .send()
                .step()
                .id());
  }

  /** The steps of that description; one may have been added though no answer came. */
  public List<String> steps(String job, String description) {
    return calls
        .make(
            "list the steps of a job",
            c ->
                c.systemService()
                    .jobsService()
                    .jobService(job)
                    .stepsService()
                    .list()
                    .send()
                    .steps())
        .stream()
        .filter(step -> description.equals(step.description()))
        .map(step -> step.id())
        .toList();
  }

  /**
   * One that has failed is the end of its job, which has failed as well. True, as a call has to
   * answer something.
   */
  public boolean endStep(String job, String step, boolean succeeded, CorrelationId id) {
    return calls.make(
        "end the step of a job",
        c -> {
          c.systemService()
              .jobsService()
              .jobService(job)
              .stepsService()
              .stepService(step)
              .end()
              .succeeded(succeeded)
              .header(Manager.CORRELATION, id.value())
              .send();
          return true;
        });
  }

  /**
   * With whatever step of it is still open; of one that has ended, nothing. True, as a call has to
   * answer something.
   */
  public boolean endJob(String job, boolean succeeded, CorrelationId id) {
    return calls.make(
        "end a job",
        c -> {
          c.systemService()
              .jobsService()
              .jobService(job)
              .end()
              .force(true)
              .succeeded(succeeded)
              .header(Manager.CORRELATION, id.value())
              .send();
          return true;
        });
  }

  /**
   * An entry of the log. The Manager refuses a second one of the same origin and number. Of an
   * event from outside it keeps no correlation id but the one that stands in the event itself.
   *
   * @param warning or nothing that anybody need look at
   */
  public String addEvent(
      String origin, int number, boolean warning, String description, CorrelationId id) {
    return calls.make(
        "add an event: " + description,
        c ->
            c.systemService()
                .eventsService()
                .add()
                .event(
                    Builders.event()
                        .origin(origin)
                        .customId(number)
                        .severity(warning ? LogSeverity.WARNING : LogSeverity.NORMAL)
                        .description(description)
                        .correlationId(id.value()))
                .header(Manager.CORRELATION, id.value())
                .send()
                .event()
                .id());
  }
}
