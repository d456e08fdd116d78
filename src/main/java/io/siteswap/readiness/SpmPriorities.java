package io.siteswap.readiness;

import io.siteswap.manager.Host;
import io.siteswap.site.Site;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every host of the primary site comes before any of the secondary, and those come at all. */
record SpmPriorities() implements Check {
  private static final int NEVER = -1;

  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TAKEOVER);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    List<Host> primary = facts.hosts(facts.cluster().primary());
    List<Host> secondary = facts.hosts(facts.cluster().secondary());
    if (primary.isEmpty() || secondary.isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
            never(facts.cluster().primary(), primary),
            never(facts.cluster().secondary(), secondary),
            Optional.of(order(facts, primary, secondary)))
        .flatMap(Optional::stream);
  }

  private static Optional<Finding> never(Site site, List<Host> hosts) {
    if (hosts.stream().anyMatch(host -> host.spmPriority() != NEVER)) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.blocker(
                "no-spm-candidate",
                "All hosts of %s have SPM priority -1".formatted(site.name()),
                "Give at least one a priority of 1 to 10: without an SPM nothing starts there.")
            .about(site.name()));
  }

  private static Finding order(Facts facts, List<Host> primary, List<Host> secondary) {
    Host lowest = primary.stream().min(Comparator.comparing(Host::spmPriority)).orElseThrow();
    Host highest = secondary.stream().max(Comparator.comparing(Host::spmPriority)).orElseThrow();
    String figures =
        "the lowest at %s is %d (%s), the highest at %s is %d (%s)"
            .formatted(
                facts.cluster().primary().name(),
                lowest.spmPriority(),
                lowest.name(),
                facts.cluster().secondary().name(),
                highest.spmPriority(),
                highest.name());
    return lowest.spmPriority() > highest.spmPriority()
        ? Finding.ok("spm-priorities", "The primary site is preferred for the SPM").seen(figures)
        : Finding.warning(
                "spm-priorities-mixed",
                "The primary site is not preferred for the SPM",
                "Give all hosts of %s a higher SPM priority than any of %s."
                    .formatted(
                        facts.cluster().primary().name(), facts.cluster().secondary().name()))
            .seen(figures);
  }
}
