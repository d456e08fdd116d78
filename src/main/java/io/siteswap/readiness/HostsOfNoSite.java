package io.siteswap.readiness;

import io.siteswap.manager.Host;
import io.siteswap.site.StretchCluster;
import java.util.Set;
import java.util.stream.Stream;

/** Hosts of which the configuration does not say where they stand. */
record HostsOfNoSite() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return facts.inventory().clusterHosts().stream()
        .filter(host -> facts.sites().noneMatch(site -> site.holds(host.name())))
        .map(host -> stranger(facts.cluster(), host));
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
