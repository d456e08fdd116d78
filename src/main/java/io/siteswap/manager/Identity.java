package io.siteswap.manager;

import io.siteswap.manager.inventory.Cluster;

/** Which cluster of which Manager something is, by the ids that the Manager itself gives. */
record Identity(String manager, String cluster) {
  /** A cluster that is yet to be made is known by its name, of which a Manager has only one. */
  static Identity of(Manager manager, Cluster cluster) {
    return new Identity(manager.id(), cluster.isThere() ? cluster.id() : cluster.name());
  }
}
