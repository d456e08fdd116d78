package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.site.Site;
import io.siteswap.site.SitePreference;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A hard rule that keeps a VM off the site it is to prefer: no deployment resolves that, and no
 * failback brings it home.
 */
record AffinityContradiction() implements InventoryCheck {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.PROTECTION, Need.RETURN);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    return situation.move().isPresent() ? Stream.empty() : keptOff(situation);
  }

  private static Stream<Finding> keptOff(Situation situation) {
    return situation.inventory().affinityGroups().stream()
        .filter(group -> group.hostsRuleEnabled() && group.enforcing() && !group.positive())
        .flatMap(
            group ->
                situation.protectedVms().stream()
                    .filter(vm -> group.vmIds().contains(vm.ref().id()))
                    .flatMap(vm -> keptOff(situation, group, vm)));
  }

  private static Stream<Finding> keptOff(Situation situation, AffinityGroup group, Vm vm) {
    return situation.cluster().blueprint().preferences().stream()
        .filter(preference -> preference.takes(vm.name(), vm.tags()))
        .map(SitePreference::site)
        .filter(site -> keepsOff(group, situation.hosts(site)))
        .distinct()
        .map(site -> keptOff(group, vm, site));
  }

  private static boolean keepsOff(AffinityGroup group, List<Host> hosts) {
    return hosts.stream().allMatch(host -> group.hostIds().contains(host.ref().id()));
  }

  private static Finding keptOff(AffinityGroup group, Vm vm, Site site) {
    return Finding.blocker(
            "affinity-contradiction",
            "Enforcing affinity group %s keeps VM %s off every host of %s, which it is to prefer"
                .formatted(group.name(), vm.name(), site.name()),
            "Make the group not enforcing, or take the VM out of it.")
        .about(vm.name() + "@" + site.name());
  }
}
