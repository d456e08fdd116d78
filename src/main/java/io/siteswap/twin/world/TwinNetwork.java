package io.siteswap.twin.world;

import java.util.Optional;

/** A logical network of the cluster. */
public record TwinNetwork(
    String id, String name, boolean required, boolean management, Optional<Integer> vlan) {

  public static TwinNetwork ofManagement() {
    return new TwinNetwork(
        DefaultWorld.id("network", "ovirtmgmt"), "ovirtmgmt", true, true, Optional.empty());
  }

  public static TwinNetwork ofVms(String name, boolean required, Optional<Integer> vlan) {
    return new TwinNetwork(DefaultWorld.id("network", name), name, required, false, vlan);
  }
}
