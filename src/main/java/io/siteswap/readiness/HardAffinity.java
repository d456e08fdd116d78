package io.siteswap.readiness;

import io.siteswap.manager.AffinityGroup;
import io.siteswap.manager.Host;
import io.siteswap.manager.Vm;
import io.siteswap.site.Site;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An enforcing group with hosts of one site only nails its VMs to that site. */
record HardAffinity() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return facts.sites().flatMap(site -> look(facts, site));
  }

  private static Stream<Finding> look(Facts facts, Site site) {
    List<String> there = facts.hosts(site).stream().map(Host::ref).map(ref -> ref.id()).toList();
    return FindingSummary.of(
        "vm-confined",
        facts.inventory().affinityGroups().stream()
            .filter(group -> group.hostIds().stream().noneMatch(there::contains))
            .flatMap(group -> confined(facts, site, group))
            .toList(),
        "protected VMs may not run at " + site.name(),
        "Make the groups that confine them soft.");
  }

  private static Stream<Finding> confined(Facts facts, Site site, AffinityGroup group) {
    return facts.protectedVms().stream()
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
