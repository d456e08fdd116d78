package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Network;
import java.util.Set;
import java.util.stream.Stream;

/** Required networks that some host of the cluster lacks. */
record NetworksOperational() implements InventoryCheck {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    return situation.inventory().networks().stream()
        .filter(network -> network.required() && !network.isOperational())
        .map(NetworksOperational::notOperational);
  }

  private static Finding notOperational(Network network) {
    return Finding.warning(
            "network",
            "Required network %s is %s".formatted(network.name(), network.status()),
            "Hosts without it become non operational; repair it.")
        .about(network.name());
  }
}
