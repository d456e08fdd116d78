package io.siteswap.readiness;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

  static final List<Check> ALL = Stream.concat(OTHERS.stream(), Permission.ALL.stream()).toList();

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

  /**
   * What the last audit has found of all other checks. It keeps nobody from anything: it is of
   * another moment, and drawing the plan up again does not look anew.
   */
  public static List<Finding> told(Audited runbook, Optional<Audit> last) {
    if (!runbook.isAudited()) {
      return List.of();
    }
    if (last.isEmpty()) {
      return List.of(
          Finding.warning(
              "not-audited",
              "The cluster was not audited yet",
              "Audit it on its page, and draw the plan up again: replication, latency and what"
                  + " people vouch for is not known."));
    }
    return last.get().findings().stream()
        .filter(line -> !line.ofInventory() && line.concerns(runbook))
        .map(Audit.Line::finding)
        .map(Finding::noObstacle)
        .toList();
  }
}
