package io.siteswap.site;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What lies outside of the Manager, of every cluster. */
public class Outsides {
  private static final Outside NOTHING =
      new Outside(Latency.DEFAULT, new TreeMap<>(), Optional.empty(), Recovery.usual());

  private final Map<String, Outside> byCluster;

  Outsides(Map<String, Outside> byCluster) {
    this.byCluster = Map.copyOf(byCluster);
  }

  public Outside of(StretchCluster cluster) {
    return of(cluster.name());
  }

  Outside of(String cluster) {
    return byCluster.getOrDefault(cluster, NOTHING);
  }
}
