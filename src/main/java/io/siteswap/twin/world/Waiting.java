package io.siteswap.twin.world;

import java.util.Optional;

/** A VM that is to migrate: where to, if that was said, why, and on whose behalf. */
public record Waiting(
    String vm,
    Optional<String> target,
    Cause cause,
    Optional<String> correlation,
    Optional<String> job) {

  public enum Cause {
    USER,
    MAINTENANCE,
    NON_OPERATION,
    AFFINITY
  }

  public static Waiting forMaintenance(String vm, Optional<String> correlation) {
    return new Waiting(vm, Optional.empty(), Cause.MAINTENANCE, correlation, Optional.empty());
  }

  public static Waiting forNonOperation(String vm) {
    return new Waiting(
        vm, Optional.empty(), Cause.NON_OPERATION, Optional.empty(), Optional.empty());
  }
}
