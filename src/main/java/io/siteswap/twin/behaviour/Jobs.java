package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.TwinJob;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.engine.sdk4.types.JobStatus;

/** The Manager's jobs: finished ones go after ten minutes, failed ones after an hour. */
public final class Jobs {
  private static final Duration KEEP_FINISHED = Duration.ofMinutes(10);
  private static final Duration KEEP_FAILED = Duration.ofHours(1);

  private final World world;

  Jobs(World world) {
    this.world = world;
  }

  String start(String description, Optional<String> correlation) {
    forget();
    String id = UUID.randomUUID().toString();
    world.jobs.put(
        id,
        new TwinJob(id, description, JobStatus.STARTED, world.now, Optional.empty(), correlation));
    return id;
  }

  public String done(String description, Optional<String> correlation) {
    String id = start(description, correlation);
    finish(Optional.of(id), true);
    return id;
  }

  void finish(Optional<String> id, boolean well) {
    JobStatus how = well ? JobStatus.FINISHED : JobStatus.FAILED;
    id.ifPresent(key -> world.jobs.computeIfPresent(key, (k, job) -> job.ended(how, world.now)));
  }

  private void forget() {
    world.jobs.values().removeIf(job -> job.end().filter(end -> isOld(job, end)).isPresent());
  }

  private boolean isOld(TwinJob job, Instant end) {
    Duration keep = job.status() == JobStatus.FINISHED ? KEEP_FINISHED : KEEP_FAILED;
    return end.plus(keep).isBefore(world.now);
  }
}
