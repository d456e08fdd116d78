package io.siteswap.evidence;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Cluster;
import io.siteswap.manager.inventory.DataCenter;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Network;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.manager.inventory.Vm;
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
