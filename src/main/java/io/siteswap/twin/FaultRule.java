package io.siteswap.twin;

import java.util.Optional;

/** A fault to come: which requests it meets, how often, and what happens to them. */
record FaultRule(
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

  boolean isSpent() {
    return times >= 0 && matched >= times;
  }

  /** The same rule after one more request that fits it. */
  FaultRule met() {
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
