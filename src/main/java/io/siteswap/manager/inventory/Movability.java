package io.siteswap.manager.inventory;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the Manager would migrate a VM to one of these hosts, as far as an inventory tells. */
public record Movability(Inventory inventory, Set<String> targetIds) {
  public static Movability to(Inventory inventory, Collection<HostRef> targets) {
    return new Movability(
        inventory, targets.stream().map(HostRef::id).collect(Collectors.toUnmodifiableSet()));
  }

  /** Why not; empty when it would. */
  public Optional<String> whyNot(Vm vm) {
    if (vm.isPinned()) {
      return Optional.of("is pinned to its host");
    }
    // Until the Manager gives its host up, it shows such a VM as if nothing were wrong with it.
    if (vm.host()
        .flatMap(inventory::host)
        .filter(host -> host.status().doesNotAnswer())
        .isPresent()) {
      return Optional.of("is on a host that does not answer");
    }
    if (!vm.canBeMigratedNow()) {
      return Optional.of("is " + vm.status());
    }
    return inventory.groupsOf(vm.ref()).stream()
        .filter(group -> group.hostsRuleEnabled() && group.enforcing())
        .filter(
            group ->
                targetIds.stream()
                    .noneMatch(id -> group.hostIds().contains(id) == group.positive()))
        .findFirst()
        .map(group -> "enforcing affinity group " + group.name() + " keeps it on other hosts");
  }
}
