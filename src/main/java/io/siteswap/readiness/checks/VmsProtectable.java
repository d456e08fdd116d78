package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Vm;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What keeps a VM from being protected by what it is given. */
record VmsProtectable() implements InventoryCheck {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.PROTECTION);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    return FindingSummary.of(
        "vm-unfit",
        situation.protectedVms().stream().flatMap(vm -> unfit(vm).stream()).toList(),
        "protected VMs are pinned or do not run as they should",
        "Look at each of them in the Manager.");
  }

  private static Optional<Finding> unfit(Vm vm) {
    if (vm.isPinned()) {
      return Optional.of(
          Finding.warning(
                  "vm-pinned",
                  "VM %s is pinned to its host".formatted(vm.name()),
                  "It will not leave a lost site: make it migratable.")
              .about(vm.name()));
    }
    return vm.runs() && !vm.canBeMigratedNow()
        ? Optional.of(
            Finding.warning(
                    "vm-unfit",
                    "VM %s is %s".formatted(vm.name(), vm.status()),
                    "Look at it: it is protected only when it runs again.")
                .about(vm.name()))
        : Optional.empty();
  }
}
