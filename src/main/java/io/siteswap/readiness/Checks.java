package io.siteswap.readiness;

import java.util.List;
import java.util.Set;

/** All checks of an audit. */
final class Checks {
  static final List<Check> ALL =
      List.of(
          new DataCenterUp(),
          new StorageActive(),
          HostsUp.now(),
          HostsUp.onceWoken(),
          new HostsOfNoSite(),
          new NetworksReady(),
          new Capacity(),
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
          new PowerManagement(),
          new SpmPriorities(),
          new VmProtection(),
          new HardAffinity(),
          new SitePreference(),
          new AffinityWeighed(),
          new VmsMovable(),
          new ImageTransfers(),
          new Certificates());

  private Checks() {}
}
