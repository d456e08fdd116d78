package io.siteswap.plan;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.VmRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The world as it is on record: these hosts as good as they were, this one SPM, each VM on its
 * host. VMs may have been stopped or started by their owners meanwhile; that is said, not repaired.
 *
 * @param spm empty where the role has never left
 * @param suspended how affinity groups were suspended, which is to be taken back
 * @param gone hosts on record that the Manager no longer has, which people know from the plan
 * @param notUp those of the hosts that were not up when they left
 */
public record AsRecorded(
    List<HostRef> hosts,
    Optional<HostRef> spm,
    List<Place> places,
    List<PlaceVms> suspended,
    List<HostRef> gone,
    List<Was> notUp)
    implements Goal {
  public AsRecorded {
    hosts = List.copyOf(hosts);
    places = List.copyOf(places);
    // Plans of earlier versions have none.
    suspended = suspended == null ? List.of() : List.copyOf(suspended);
    gone = gone == null ? List.of() : List.copyOf(gone);
    notUp = notUp == null ? List.of() : List.copyOf(notUp);
  }

  public AsRecorded(
      List<HostRef> hosts, Optional<HostRef> spm, List<Place> places, List<PlaceVms> suspended) {
    this(hosts, spm, places, suspended, List.of(), List.of());
  }

  /** Where a VM ran. */
  public record Place(VmRef vm, HostRef host) {}

  /** What a host was. */
  public record Was(HostRef host, HostStatus status) {}

  /** What a host was when it left; one that was installed anew since is to be up. */
  public HostStatus statusOf(HostRef host) {
    return notUp.stream()
        .filter(was -> was.host().equals(host))
        .map(Was::status)
        .findFirst()
        .orElse(HostStatus.UP);
  }

  @Override
  public String inWords() {
    return "%d hosts are up%s, and each of %d VMs runs on the host that it had left"
        .formatted(
            hosts.size(),
            spm.map(host -> ", " + host.name() + " is the SPM").orElse(""),
            places.size());
  }

  @Override
  public List<Difference> missing(Plan plan, Inventory now) {
    List<Difference> missing = new ArrayList<>();
    gone.forEach(ref -> missing.add(Difference.of(ref, "up", "no longer there")));
    hosts.forEach(
        ref ->
            now.host(ref)
                .filter(host -> !host.status().isAsGoodAs(statusOf(ref)))
                .ifPresent(
                    host ->
                        missing.add(
                            Difference.of(
                                ref, statusOf(ref).toString(), host.status().toString()))));
    String actual = now.spm().map(Host::name).orElse("not there");
    spm.filter(home -> !actual.equals(home.name()))
        .ifPresent(home -> missing.add(Difference.of(home, "SPM", "not: the SPM is " + actual)));
    places.forEach(place -> check(place, now, missing));
    suspended.stream()
        .filter(group -> !group.isTakenBack(now))
        .forEach(group -> missing.add(Difference.of(group.object(), group.before(), "suspended")));
    return missing;
  }

  /** What people know from the plan to be missing. */
  @Override
  public List<String> known() {
    return gone.stream().map(HostRef::id).toList();
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
