package io.siteswap.twin.world;

import java.util.Optional;
import java.util.UUID;

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

  /** What the Manager starts by itself has an id of its own, not that of the call behind it. */
  public static Waiting bySystem(String vm, Optional<String> target, Cause cause) {
    Optional<String> own = Optional.of(UUID.randomUUID().toString().substring(0, 8));
    return new Waiting(vm, target, cause, own, Optional.empty());
  }

  public static Waiting forMaintenance(String vm) {
    return bySystem(vm, Optional.empty(), Cause.MAINTENANCE);
  }

  public static Waiting forNonOperation(String vm) {
    return bySystem(vm, Optional.empty(), Cause.NON_OPERATION);
  }

  /** The Manager has chosen the host beforehand, or somebody else has. */
  public boolean goesToOneHost() {
    return target.isPresent() || cause == Cause.MAINTENANCE || cause == Cause.NON_OPERATION;
  }
}
