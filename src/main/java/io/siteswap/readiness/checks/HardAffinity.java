package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.site.Site;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An enforcing group with hosts of one site only nails its VMs to that site. A plan names such VMs
 * among those that stay.
 */
record HardAffinity() implements InventoryCheck {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES, Need.PROTECTION);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    return situation.move().isPresent()
        ? Stream.empty()
        : situation.sites().flatMap(site -> confined(situation, site));
  }

  private static Stream<Finding> confined(Situation situation, Site site) {
    List<String> there =
        situation.hosts(site).stream().map(Host::ref).map(ref -> ref.id()).toList();
    return FindingSummary.of(
        "vm-confined",
        situation.inventory().affinityGroups().stream()
            .filter(group -> group.hostIds().stream().noneMatch(there::contains))
            .flatMap(group -> confined(situation, site, group))
            .toList(),
        "protected VMs may not run at " + site.name(),
        "Make the groups that confine them soft.");
  }

  private static Stream<Finding> confined(Situation situation, Site site, AffinityGroup group) {
    return situation.protectedVms().stream()
        .filter(vm -> group.confines(vm.ref().id()))
        .map(vm -> confined(site, group, vm));
  }

  private static Finding confined(Site site, AffinityGroup group, Vm vm) {
    return Finding.blocker(
            "vm-confined",
            "Enforcing affinity group %s keeps VM %s from every host of %s"
                .formatted(group.name(), vm.name(), site.name()),
            "Make the group soft, or add hosts of %s to it.".formatted(site.name()))
        .about(vm.name() + "@" + site.name());
  }
}
