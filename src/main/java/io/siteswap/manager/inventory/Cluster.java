package io.siteswap.manager.inventory;

import java.util.Optional;

/**
 * The cluster itself as one inventory shows it.
 *
 * @param migrationBandwidth what one host may use for all its migrations together, bytes a second,
 *     where the cluster says so
 */
public record Cluster(
    String id,
    String name,
    int memoryOvercommitPercent,
    Optional<Long> migrationBandwidth,
    String schedulingPolicyId,
    FencingPolicy fencing) {

  /** One that the Manager does not have yet. */
  public static Cluster missing(String name) {
    return new Cluster("", name, 100, Optional.empty(), "", new FencingPolicy(true, 0));
  }

  public boolean isThere() {
    return !id.isEmpty();
  }
}
