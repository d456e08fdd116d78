package io.siteswap.twin.world;

import java.util.Locale;

/**
 * What a fresh world is like: a cluster at work, a Manager with nothing in it, or one gone astray.
 */
public enum WorldPreset {
  /** Two sites, one cluster, every VM at the first site, all as it should be. */
  DEMO,
  /** An installed Manager and its storage: no data centre, no cluster, no hosts, no VMs. */
  EMPTY,
  /** The demonstration with wrong SPM priorities, unprotected VMs and gaps in its group. */
  DRIFTED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
