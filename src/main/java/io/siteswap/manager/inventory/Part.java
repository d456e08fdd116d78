package io.siteswap.manager.inventory;

import java.util.EnumSet;
import java.util.Set;

/** What of an inventory can be read by itself, one request each. */
public enum Part {
  /** The cluster and its data centre. */
  CLUSTER,
  HOSTS,
  VMS,
  STORAGE_DOMAINS,
  AFFINITY_GROUPS,
  NETWORKS;

  public static Set<Part> all() {
    return EnumSet.allOf(Part.class);
  }
}
