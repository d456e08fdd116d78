package io.siteswap.site;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What lies outside of the Manager, of every cluster. */
public class ClusterSettingsByName {
  private static final ClusterSettings NOTHING =
      new ClusterSettings(Latency.DEFAULT, new TreeMap<>(), Optional.empty(), Recovery.usual());

  private final Map<String, ClusterSettings> byCluster;

  ClusterSettingsByName(Map<String, ClusterSettings> byCluster) {
    this.byCluster = Map.copyOf(byCluster);
  }

  public ClusterSettings of(StretchCluster cluster) {
    return of(cluster.name());
  }

  ClusterSettings of(String cluster) {
    return byCluster.getOrDefault(cluster, NOTHING);
  }
}
