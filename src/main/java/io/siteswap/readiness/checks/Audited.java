package io.siteswap.readiness.checks;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Something that a cluster has to be ready for. */
public interface Audited {
  String id();

  Set<Need> needs();

  /** Whether audits say how ready a cluster is for it; not so of what makes a cluster ready. */
  default boolean isAudited() {
    return true;
  }

  default boolean needs(Set<Need> any) {
    return any.stream().anyMatch(needs()::contains);
  }

  /** Those that audits speak of, in the order of their ids. */
  static List<Audited> among(Collection<? extends Audited> all) {
    return all.stream()
        .filter(Audited::isAudited)
        .sorted(Comparator.comparing(Audited::id))
        .map(Audited.class::cast)
        .toList();
  }
}
