package io.siteswap.plan;

import io.siteswap.manager.Host;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.HostStatus;
import io.siteswap.manager.Inventory;
import java.util.ArrayList;
import java.util.List;

/** Each host of a site is in maintenance, no VM runs there, and the SPM works elsewhere. */
public record EmptySite(String site, List<HostRef> hosts) implements Goal {
  public EmptySite {
    hosts = List.copyOf(hosts);
  }

  @Override
  public List<Difference> missing(Plan plan, Inventory now) {
    List<Difference> missing = new ArrayList<>();
    for (HostRef ref : hosts) {
      now.host(ref)
          .filter(host -> !host.is(HostStatus.MAINTENANCE))
          .ifPresent(
              host ->
                  missing.add(
                      Difference.of(ref, HostStatus.MAINTENANCE.word(), host.status().word())));
      now.vmsOn(ref)
          .forEach(
              vm ->
                  missing.add(
                      Difference.of(vm.ref(), "not to run at " + site, VmState.describe(vm))));
    }
    now.spm()
        .map(Host::ref)
        .filter(hosts::contains)
        .ifPresent(spm -> missing.add(Difference.of(spm, "not to be the SPM", "SPM")));
    return missing;
  }
}
