package io.siteswap.manager;

import java.util.Set;

/** An affinity group's VM-to-host rule; ids of its members. */
public record AffinityGroup(
    String id,
    String name,
    boolean hostsRuleEnabled,
    boolean positive,
    boolean enforcing,
    Set<String> hostIds,
    Set<String> vmIds) {
  public AffinityGroup {
    hostIds = Set.copyOf(hostIds);
    vmIds = Set.copyOf(vmIds);
  }

  /** Whether the scheduler must refuse to run the VM on any host but these. */
  public boolean confines(String vmId) {
    return hostsRuleEnabled && positive && enforcing && vmIds.contains(vmId);
  }
}
