package io.siteswap.twin.world;

import java.util.Optional;

/** A fault to come: which requests it meets, how often, and what happens to them. */
public record FaultRule(
    int id,
    String method,
    String path,
    int skip,
    int times,
    Optional<Integer> status,
    Optional<String> detail,
    long delayMillis,
    boolean drop,
    boolean carriedOut,
    boolean swallow,
    int seen,
    int matched) {

  public boolean isSpent() {
    return times >= 0 && matched >= times;
  }

  /** The same rule after one more request that fits it. */
  public FaultRule met() {
    int hits = seen >= skip ? matched + 1 : matched;
    return new FaultRule(
        id,
        method,
        path,
        skip,
        times,
        status,
        detail,
        delayMillis,
        drop,
        carriedOut,
        swallow,
        seen + 1,
        hits);
  }
}
