package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.FencingPolicy;
import io.siteswap.site.Site;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A fencing policy that gives up when a whole site is gone gives up when it matters (T-12). */
record Fencing() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.LOSS);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    FencingPolicy policy = facts.inventory().cluster().fencing();
    if (!policy.enabled()) {
      return Stream.of(
          Finding.warning(
              "fencing-off",
              "The cluster's fencing policy is switched off",
              "Switch it on; until then people confirm that lost hosts are down."));
    }
    var suppressed =
        facts.sites().flatMap(site -> suppressed(facts, site, policy).stream()).toList();
    return suppressed.isEmpty()
        ? Stream.of(
            Finding.ok("fencing", "The loss of a site does not keep the Manager from fencing"))
        : suppressed.stream();
  }

  private static Optional<Finding> suppressed(Facts facts, Site site, FencingPolicy policy) {
    int all = facts.inventory().clusterHosts().size();
    int lost = facts.hosts(site).size();
    boolean gives = policy.thresholdPercent() > 0 && lost * 100 >= policy.thresholdPercent() * all;
    return gives
        ? Optional.of(
            Finding.warning(
                    "fencing-suppressed",
                    "When %s is lost, the Manager fences none of its hosts".formatted(site.name()),
                    "Raise the threshold of \"skip fencing on cluster connectivity issues\", or"
                        + " switch that off.")
                .about(site.name())
                .seen(
                    "%d of %d hosts would be without connection, from %d %% on it gives up"
                        .formatted(lost, all, policy.thresholdPercent())))
        : Optional.empty();
  }
}
