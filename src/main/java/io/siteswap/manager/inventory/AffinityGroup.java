package io.siteswap.manager.inventory;

import java.util.Optional;
import java.util.Set;

/**
 * An affinity group: ids of its members, and its rules.
 *
 * @param vmsRule how its VMs are to run with each other; empty where that is off
 */
public record AffinityGroup(
    String id,
    String name,
    boolean hostsRuleEnabled,
    boolean positive,
    boolean enforcing,
    Set<String> hostIds,
    Set<String> vmIds,
    Optional<VmsRule> vmsRule) {
  public AffinityGroup {
    hostIds = Set.copyOf(hostIds);
    vmIds = Set.copyOf(vmIds);
  }

  /**
   * A VM-to-VM rule.
   *
   * @param positive whether they run together on one host, else each on another
   */
  public record VmsRule(boolean positive, boolean enforcing) {}

  /** One without a VM-to-VM rule. */
  public AffinityGroup(
      String id,
      String name,
      boolean hostsRuleEnabled,
      boolean positive,
      boolean enforcing,
      Set<String> hostIds,
      Set<String> vmIds) {
    this(id, name, hostsRuleEnabled, positive, enforcing, hostIds, vmIds, Optional.empty());
  }

  /** Whether its VM-to-host rule lets a member run there, or only makes it less wanted. */
  public boolean allows(HostRef host) {
    return !hostsRuleEnabled || !enforcing || hostIds.contains(host.id()) == positive;
  }

  /** Whether its VM-to-host rule draws members to that host without forcing them. */
  public boolean draws(HostRef host) {
    return hostsRuleEnabled && positive && !enforcing && hostIds.contains(host.id());
  }

  /** Whether its members must each run on another host. */
  public boolean keepsApart() {
    return vmsRule.filter(rule -> rule.enforcing() && !rule.positive()).isPresent();
  }

  /** Whether its members must run on one host. */
  public boolean keepsTogether() {
    return vmsRule.filter(rule -> rule.enforcing() && rule.positive()).isPresent();
  }

  /** Whether the scheduler must refuse to run the VM on any host but these. */
  public boolean confines(String vmId) {
    return hostsRuleEnabled && positive && enforcing && vmIds.contains(vmId);
  }
}
