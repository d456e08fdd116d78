package io.siteswap.manager;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Is told what anybody reads of a Manager, by whoever reads it; it must be quick. */
public interface Onlooker {
  /**
   * Some or all of it was read.
   *
   * @param parts what was read now; the rest of the inventory is older
   */
  void saw(String cluster, Inventory seen, Set<Part> parts);

  /** The hosts of the cluster, and nothing else, were read. */
  void sawHosts(String cluster, Instant at, List<Host> hosts);

  /** The Manager was asked, and could not be read. */
  void missed(String cluster, Instant at, String why);
}
