package io.siteswap.site;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All configured stretch clusters by name. */
public class StretchClusters {
  private final SortedMap<String, StretchCluster> byName;

  public StretchClusters(List<StretchCluster> clusters) {
    byName =
        new TreeMap<>(
            clusters.stream().collect(Collectors.toMap(StretchCluster::name, cluster -> cluster)));
  }

  public StretchCluster named(String name) {
    StretchCluster cluster = name == null ? null : byName.get(name);
    if (cluster == null) {
      throw new IllegalArgumentException(
          "'%s' is no configured cluster: expected %s"
              .formatted(name == null ? "" : name, String.join(" or ", byName.keySet())));
    }
    return cluster;
  }

  public Collection<StretchCluster> all() {
    return byName.values();
  }
}
