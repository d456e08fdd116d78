package io.siteswap.twin;

import java.util.Optional;

/** A logical network of the cluster. */
record TwinNetwork(
    String id, String name, boolean required, boolean management, Optional<Integer> vlan) {

  static TwinNetwork ofManagement() {
    return new TwinNetwork(
        DefaultWorld.id("network", "ovirtmgmt"), "ovirtmgmt", true, true, Optional.empty());
  }

  static TwinNetwork ofVms(String name, boolean required, Optional<Integer> vlan) {
    return new TwinNetwork(DefaultWorld.id("network", name), name, required, false, vlan);
  }
}
