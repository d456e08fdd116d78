package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Host;
import io.siteswap.site.Site;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every host of the primary site comes before any of the secondary, and those come at all. */
record SpmPreferred() implements InventoryCheck {
  private static final int NEVER = -1;

  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TAKEOVER);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    Stream<Finding> never =
        situation
            .sites()
            .filter(site -> !situation.hosts(site).isEmpty())
            .flatMap(site -> never(situation, site).stream());
    return Stream.concat(never, order(situation).stream());
  }

  /** Of a site that is to take over now, only the hosts that are up can. */
  private static Optional<Finding> never(Situation situation, Site site) {
    boolean any =
        situation.hosts(site).stream()
            .filter(host -> host.isUp() || !situation.isOfLostSite())
            .anyMatch(host -> host.spmPriority() != NEVER);
    return any
        ? Optional.empty()
        : Optional.of(
            Finding.blocker(
                    "no-spm-candidate",
                    (situation.isOfLostSite()
                            ? "All hosts of %s that are up have SPM priority -1"
                            : "All hosts of %s have SPM priority -1")
                        .formatted(site.name()),
                    "Give at least one a priority of 1 to 10: without an SPM nothing starts there.")
                .about(site.name()));
  }

  /** A matter of the cluster as it is, not of a plan. */
  private static Optional<Finding> order(Situation situation) {
    List<Host> primary = situation.hosts(situation.cluster().primary());
    List<Host> secondary = situation.hosts(situation.cluster().secondary());
    return primary.isEmpty() || secondary.isEmpty() || situation.move().isPresent()
        ? Optional.empty()
        : Optional.of(order(situation, primary, secondary));
  }

  private static Finding order(Situation situation, List<Host> primary, List<Host> secondary) {
    Host lowest = primary.stream().min(Comparator.comparing(Host::spmPriority)).orElseThrow();
    Host highest = secondary.stream().max(Comparator.comparing(Host::spmPriority)).orElseThrow();
    String figures =
        "the lowest at %s is %d (%s), the highest at %s is %d (%s)"
            .formatted(
                situation.cluster().primary().name(),
                lowest.spmPriority(),
                lowest.name(),
                situation.cluster().secondary().name(),
                highest.spmPriority(),
                highest.name());
    return lowest.spmPriority() > highest.spmPriority()
        ? Finding.ok("spm-priorities", "The primary site is preferred for the SPM").seen(figures)
        : Finding.warning(
                "spm-priorities-mixed",
                "The primary site is not preferred for the SPM",
                "Give all hosts of %s a higher SPM priority than any of %s."
                    .formatted(
                        situation.cluster().primary().name(),
                        situation.cluster().secondary().name()))
            .seen(figures);
  }
}
