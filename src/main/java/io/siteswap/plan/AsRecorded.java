package io.siteswap.plan;

import io.siteswap.manager.Host;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.HostStatus;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.VmRef;
import java.util.ArrayList;
import java.util.List;

/**
 * The world as a ledger recorded it: these hosts up, this one SPM, each VM on its host. VMs may
 * have been stopped or started by their owners meanwhile; that is said, not repaired.
 *
 * @param suspended how affinity groups were suspended, which is to be taken back
 */
public record AsRecorded(
    List<HostRef> hosts, HostRef spm, List<Place> places, List<PlaceVms> suspended)
    implements Goal {
  public AsRecorded {
    hosts = List.copyOf(hosts);
    places = List.copyOf(places);
    // Plans of earlier versions have none.
    suspended = suspended == null ? List.of() : List.copyOf(suspended);
  }

  public AsRecorded(List<HostRef> hosts, HostRef spm, List<Place> places) {
    this(hosts, spm, places, List.of());
  }

  /** Where a VM ran. */
  public record Place(VmRef vm, HostRef host) {}

  @Override
  public List<Difference> missing(Plan plan, Inventory now) {
    List<Difference> missing = new ArrayList<>();
    hosts.forEach(
        ref ->
            now.host(ref)
                .filter(host -> !host.isUp())
                .ifPresent(
                    host ->
                        missing.add(
                            Difference.of(ref, HostStatus.UP.word(), host.status().word()))));
    String actual = now.spm().map(Host::name).orElse("not there");
    if (!actual.equals(spm.name())) {
      missing.add(Difference.of(spm, "SPM", "not: the SPM is " + actual));
    }
    places.forEach(place -> check(place, now, missing));
    return missing;
  }

  private static void check(Place place, Inventory now, List<Difference> missing) {
    String expected = "runs on " + place.host();
    now.vm(place.vm())
        .ifPresentOrElse(
            vm -> {
              if (!VmState.isSettled(vm) || !vm.runsOn(place.host())) {
                missing.add(Difference.of(place.vm(), expected, VmState.describe(vm)));
              }
            },
            () -> missing.add(Difference.of(place.vm(), expected, "no longer there")));
  }
}
