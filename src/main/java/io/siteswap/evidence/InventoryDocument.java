package io.siteswap.evidence;

import io.siteswap.manager.AffinityGroup;
import io.siteswap.manager.Cluster;
import io.siteswap.manager.DataCenter;
import io.siteswap.manager.Host;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Network;
import io.siteswap.manager.StorageDomain;
import io.siteswap.manager.Vm;
import java.time.Instant;
import java.util.List;

/** An inventory as people and programs read it: each object once. */
record InventoryDocument(
    Instant seenAt,
    Cluster cluster,
    DataCenter dataCenter,
    List<Host> hosts,
    List<Vm> vms,
    List<StorageDomain> storageDomains,
    List<AffinityGroup> affinityGroups,
    List<Network> networks) {
  static InventoryDocument of(Inventory inventory) {
    return new InventoryDocument(
        inventory.seenAt(),
        inventory.cluster(),
        inventory.dataCenter(),
        inventory.hosts(),
        inventory.vms(),
        inventory.storageDomains(),
        inventory.affinityGroups(),
        inventory.networks());
  }
}
