package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Host;
import io.siteswap.site.StretchCluster;
import java.util.Set;
import java.util.stream.Stream;

/** Hosts of which the configuration does not say where they stand. */
record HostsOfNoSite() implements InventoryCheck {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES, Need.PROTECTION);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    return situation.inventory().clusterHosts().stream()
        .filter(host -> isStranger(situation.cluster(), host))
        .map(host -> stranger(situation.cluster(), host));
  }

  private static boolean isStranger(StretchCluster cluster, Host host) {
    return !cluster.primary().holds(host.name()) && !cluster.secondary().holds(host.name());
  }

  private static Finding stranger(StretchCluster cluster, Host host) {
    return Finding.warning(
            "host-of-no-site",
            "Host %s matches neither %s nor %s"
                .formatted(host.name(), cluster.primary().hosts(), cluster.secondary().hosts()),
            "Correct siteswap.clusters." + cluster.name() + ".*.hosts.")
        .about(host.name());
  }
}
