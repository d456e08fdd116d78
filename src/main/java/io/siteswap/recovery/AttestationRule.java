package io.siteswap.recovery;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who must attest that a host is down, as the table of who must approve said when it was asked.
 *
 * @param groups of which the members are asked
 * @param quorum so many different people
 * @param whereOff so many where power management says off
 * @param remindEvery from the first call on until they have decided; empty: never
 * @param escalateAfter when the other group is called as well; empty: never
 * @param escalateTo the other group
 */
public record AttestationRule(
    Set<String> groups,
    int quorum,
    int whereOff,
    Optional<Duration> remindEvery,
    Optional<Duration> escalateAfter,
    Optional<String> escalateTo) {
  public AttestationRule {
    groups = Set.copyOf(groups);
  }

  /** That of a run that began before the table was asked. */
  public static AttestationRule before(Set<String> groups, String escalateTo) {
    return new AttestationRule(
        groups,
        2,
        1,
        Optional.empty(),
        Optional.of(Duration.ofMinutes(10)),
        Optional.of(escalateTo));
  }

  /** Whose task it may become. */
  public Set<String> all() {
    Set<String> all = new TreeSet<>(groups);
    escalateTo.ifPresent(all::add);
    return all;
  }
}
