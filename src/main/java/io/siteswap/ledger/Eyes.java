package io.siteswap.ledger;

import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import java.util.Set;

/** How whoever drives a phase looks at the Manager: only at what its open changes are judged by. */
@FunctionalInterface
public interface Eyes {
  /**
   * What is to be seen now.
   *
   * @param needed what must be as it is now
   * @param following what moves only when a host does
   */
  Inventory look(Set<Part> needed, Set<Part> following);
}
