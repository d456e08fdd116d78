package io.siteswap.twin.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.JobStatus;
import org.ovirt.engine.sdk4.types.StepEnum;
import org.ovirt.engine.sdk4.types.StepStatus;

/** A job of the Manager, or one that somebody keeps there from outside, with its steps. */
public record TwinJob(
    String id,
    String description,
    JobStatus status,
    Instant start,
    Optional<Instant> end,
    Optional<String> correlation,
    boolean external,
    List<Step> steps) {

  /** A step of a job. */
  public record Step(
      String id,
      String description,
      StepEnum type,
      StepStatus status,
      Instant start,
      Optional<Instant> end) {
    Step ended(StepStatus how, Instant when) {
      return new Step(id, description, type, how, start, Optional.of(when));
    }
  }

  public TwinJob {
    steps = List.copyOf(Objects.requireNonNullElse(steps, List.of()));
  }

  public TwinJob ended(JobStatus how, Instant when) {
    return new TwinJob(
        id, description, how, start, Optional.of(when), correlation, external, steps);
  }

  public TwinJob with(Step step) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step);
    return with(more);
  }

  public TwinJob stepEnded(String step, boolean well, Instant when) {
    return stepEnded(step, well ? StepStatus.FINISHED : StepStatus.FAILED, when);
  }

  public TwinJob stepEnded(String step, StepStatus how, Instant when) {
    return with(steps.stream().map(s -> s.id().equals(step) ? s.ended(how, when) : s).toList());
  }

  private TwinJob with(List<Step> other) {
    return new TwinJob(id, description, status, start, end, correlation, external, other);
  }
}
