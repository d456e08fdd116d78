package io.siteswap.recovery;

import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.site.Recovery;
import java.util.List;
import java.util.Map;

/**
 * What is heard of hosts from here, without the Manager, which asks none that is in maintenance.
 */
public interface Earshot {
  /** Those of which nothing is heard, with what was tried; not those whose address is unknown. */
  Map<HostRef, String> unheard(Recovery recovery, List<HostRef> hosts, Inventory now);
}
