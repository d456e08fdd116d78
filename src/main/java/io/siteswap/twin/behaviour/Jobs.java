package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.TwinJob;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.engine.sdk4.types.JobStatus;
import org.ovirt.engine.sdk4.types.StepEnum;
import org.ovirt.engine.sdk4.types.StepStatus;

/** The Manager's jobs: finished ones go after ten minutes, failed ones after an hour. */
public final class Jobs {
  private static final Duration KEEP_FINISHED = Duration.ofMinutes(10);
  private static final Duration KEEP_FAILED = Duration.ofHours(1);

  private final World world;

  Jobs(World world) {
    this.world = world;
  }

  String start(String description, Optional<String> correlation) {
    TwinJob job = begin(description, correlation, false);
    // It is validated at once; what takes time is to carry it out.
    TwinJob validated = job.with(step("Validating", StepEnum.VALIDATING));
    String first = validated.steps().get(0).id();
    world.jobs.put(
        job.id(),
        validated.stepEnded(first, true, world.now).with(step("Executing", StepEnum.EXECUTING)));
    return job.id();
  }

  /** One that somebody outside keeps, and ends. */
  public TwinJob external(String description, Optional<String> correlation) {
    return begin(description, correlation, true);
  }

  private TwinJob begin(String description, Optional<String> correlation, boolean external) {
    forget();
    String id = UUID.randomUUID().toString();
    TwinJob job =
        new TwinJob(
            id,
            description,
            JobStatus.STARTED,
            world.now,
            Optional.empty(),
            correlation,
            external,
            List.of());
    world.jobs.put(id, job);
    return job;
  }

  public TwinJob.Step step(String description, StepEnum type) {
    return new TwinJob.Step(
        UUID.randomUUID().toString(),
        description,
        type,
        StepStatus.STARTED,
        world.now,
        Optional.empty());
  }

  public String done(String description, Optional<String> correlation) {
    String id = start(description, correlation);
    finish(Optional.of(id), true);
    return id;
  }

  public void finish(Optional<String> id, boolean well) {
    JobStatus how = well ? JobStatus.FINISHED : JobStatus.FAILED;
    StepStatus steps = well ? StepStatus.FINISHED : StepStatus.FAILED;
    id.ifPresent(key -> world.jobs.computeIfPresent(key, (k, job) -> ended(job, how, steps)));
  }

  /** With its open steps; one that is not open any more stays as it is. */
  public void endExternal(TwinJob job, boolean well) {
    if (job.status() == JobStatus.STARTED) {
      finish(Optional.of(job.id()), well);
    }
  }

  /** One that has failed ends its job, and fails it. */
  public void endStep(TwinJob job, String step, boolean well) {
    TwinJob stepped = job.stepEnded(step, well, world.now);
    world.jobs.put(job.id(), stepped);
    if (!well) {
      endExternal(stepped, false);
    }
  }

  /** The Manager starts again, and knows no more of what was open: also of what others keep. */
  void lose() {
    world.jobs.replaceAll(
        (id, job) ->
            job.status() == JobStatus.STARTED
                ? ended(job, JobStatus.UNKNOWN, StepStatus.UNKNOWN)
                : job);
  }

  private TwinJob ended(TwinJob job, JobStatus how, StepStatus steps) {
    TwinJob last = job;
    for (TwinJob.Step step : job.steps()) {
      last = step.end().isEmpty() ? last.stepEnded(step.id(), steps, world.now) : last;
    }
    return last.ended(how, world.now);
  }

  private void forget() {
    world.jobs.values().removeIf(job -> job.end().filter(end -> isOld(job, end)).isPresent());
  }

  private boolean isOld(TwinJob job, Instant end) {
    Duration keep = job.status() == JobStatus.FINISHED ? KEEP_FINISHED : KEEP_FAILED;
    return end.plus(keep).isBefore(world.now);
  }
}
