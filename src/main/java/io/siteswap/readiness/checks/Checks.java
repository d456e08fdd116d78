package io.siteswap.readiness.checks;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All checks there are: an audit asks each of them, a plan those that it concerns. */
public final class Checks {
  private static final List<Check> OTHERS =
      List.of(
          new ConfiguredOnce(),
          new DataCenterUp(),
          new StorageActive(),
          HostsUp.now(),
          HostsUp.onceWoken(),
          new HostsOfNoSite(),
          new NetworksOperational(),
          new NetworksAttached(),
          new Capacity(),
          new RoomNow(),
          new ReplicationInSync(),
          new LatencyBounds(),
          new Attested(
              Attestation.L2, "the networks reach both sites on layer 2", Set.of(Need.TAKEOVER)),
          new Attested(
              Attestation.WRITABLE_STORAGE,
              "the storage is writable at both sites",
              Set.of(Need.TWO_SITES)),
          new ManagerVersion(),
          new ManagerHealthy(),
          new ManagerApart(),
          new ManagerAvailable(),
          new ManagerStarted(),
          new Fencing(),
          new HostsFenceable(),
          new SpmPreferred(),
          new VmProtection(),
          new VmsProtectable(),
          new ProtectedVmsRun(),
          new HardAffinity(),
          new AffinityContradiction(),
          new SitesPreferred(),
          new AffinityWeighed(),
          new VmsMovable(),
          new ImageTransfers(),
          new Certificates(),
          new Permission.Told());

  /** Each of them. */
  public static final List<Check> ALL =
      Stream.concat(OTHERS.stream(), Permission.ALL.stream()).toList();

  private Checks() {}

  /**
   * What stands in the way of a plan of that runbook: of the checks that concern it those that its
   * inventory is enough for. Blockers first; what is fine is said as well.
   */
  public static List<Finding> of(Audited runbook, Situation situation) {
    return ALL.stream()
        .filter(check -> runbook.needs(check.concerns()))
        .filter(InventoryCheck.class::isInstance)
        .flatMap(check -> ((InventoryCheck) check).look(situation))
        .sorted(Comparator.comparing(Finding::level).reversed())
        .toList();
  }
}
