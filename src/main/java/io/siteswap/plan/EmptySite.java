package io.siteswap.plan;

import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import java.util.List;

/** Each host of a site is in maintenance, no VM runs there, and the SPM works elsewhere. */
public record EmptySite(String site, List<HostRef> hosts) implements Goal {
  public EmptySite {
    hosts = List.copyOf(hosts);
  }

  @Override
  public String inWords() {
    return "Each of the %d hosts of site %s is in maintenance, and no VM runs there"
        .formatted(hosts.size(), site);
  }

  @Override
  public List<Difference> missing(Plan plan, Inventory now) {
    List<Difference> missing = HostState.stillInService(hosts, now);
    hosts.stream()
        .flatMap(host -> now.vmsOn(host).stream())
        .map(vm -> Difference.of(vm.ref(), "not to run at " + site, VmState.describe(vm)))
        .forEach(missing::add);
    return missing;
  }
}
