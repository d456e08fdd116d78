package io.siteswap.twin.world;

/** How many VMs a host has by its own last word; a silent one keeps the last it gave (T-29). */
public record CountedVms(int total, int migrating) {
  public static final CountedVms NONE = new CountedVms(0, 0);

  public int active() {
    return total - migrating;
  }
}
