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
    id.ifPresent(key -> world.jobs.computeIfPresent(key, (k, job) -> ended(job, how, well)));
  }

  /** Its steps are ended by whoever keeps them, unless he ends all of it by force. */
  public void endExternal(TwinJob job, boolean well, boolean force) {
    TwinJob last = job;
    for (TwinJob.Step step : force ? job.steps() : List.<TwinJob.Step>of()) {
      last = step.end().isEmpty() ? last.stepEnded(step.id(), StepStatus.ABORTED, world.now) : last;
    }
    world.jobs.put(job.id(), last.ended(well ? JobStatus.FINISHED : JobStatus.FAILED, world.now));
  }

  private TwinJob ended(TwinJob job, JobStatus how, boolean well) {
    TwinJob last = job;
    for (TwinJob.Step step : job.steps()) {
      last = step.end().isEmpty() ? last.stepEnded(step.id(), well, world.now) : last;
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
