package io.siteswap.twin.world;

import java.time.Instant;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.JobStatus;

/** A job of the Manager. */
public record TwinJob(
    String id,
    String description,
    JobStatus status,
    Instant start,
    Optional<Instant> end,
    Optional<String> correlation) {

  public TwinJob ended(JobStatus how, Instant when) {
    return new TwinJob(id, description, how, start, Optional.of(when), correlation);
  }
}
