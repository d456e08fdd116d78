package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Network;
import io.siteswap.manager.inventory.Surroundings.HostDetail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Required networks: attached to the hosts of both sites, and as defined there. */
record NetworksAttached() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    List<Network> required =
        facts.inventory().networks().stream().filter(Network::required).toList();
    return attachments(facts, required);
  }

  private static Stream<Finding> attachments(Facts facts, List<Network> required) {
    Optional<Map<String, HostDetail>> details = facts.surroundings().hosts().value();
    if (details.isEmpty()) {
      return Stream.of(unknown(facts.surroundings().hosts().whyNot()));
    }
    List<Finding> troubles =
        facts
            .sites()
            .flatMap(site -> facts.hosts(site).stream())
            .filter(Host::isUp)
            .flatMap(host -> attachments(host, details.get(), required))
            .toList();
    return troubles.isEmpty()
        ? Stream.of(
            Finding.ok(
                "networks-attached",
                "All %d required networks are attached and in sync on the hosts that are up"
                    .formatted(required.size())))
        : troubles.stream();
  }

  private static Finding unknown(String whyNot) {
    return Finding.unknown(
        "network-attachments", "which networks the hosts are attached to", whyNot);
  }

  private static Stream<Finding> attachments(
      Host host, Map<String, HostDetail> details, List<Network> required) {
    Map<String, Boolean> attached =
        Optional.ofNullable(details.get(host.ref().id()))
            .map(HostDetail::attachments)
            .orElse(Map.of());
    // No host is up without its management network: what comes empty was not told.
    if (attached.isEmpty()) {
      return Stream.of(
          unknown("the Manager named no network of host " + host.name()).about(host.name()));
    }
    return required.stream().flatMap(network -> trouble(host, network, attached));
  }

  private static Stream<Finding> trouble(
      Host host, Network network, Map<String, Boolean> attached) {
    Boolean inSync = attached.get(network.id());
    String object = host.name() + "/" + network.name();
    if (inSync == null) {
      return Stream.of(
          Finding.blocker(
                  "network-missing",
                  "Required network %s is not attached to host %s"
                      .formatted(network.name(), host.name()),
                  "Attach it: VMs that need it cannot run there.")
              .about(object));
    }
    return inSync
        ? Stream.empty()
        : Stream.of(
            Finding.warning(
                    "network-out-of-sync",
                    "Network %s on host %s differs from its definition, e.g. in its VLAN"
                        .formatted(network.name(), host.name()),
                    "Synchronise the host's networks in the Manager.")
                .about(object));
  }
}
