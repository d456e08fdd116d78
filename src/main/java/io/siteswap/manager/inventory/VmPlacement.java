package io.siteswap.manager.inventory;

/** How far a VM is bound to hosts, its affinity in the placement policy. */
public enum VmPlacement {
  MIGRATABLE,
  PINNED,
  USER_MIGRATABLE,
  /** One that a newer Manager has; nothing is concluded from it. */
  UNRECOGNISED;

  /** From how the REST API spells it. */
  public static VmPlacement of(String word) {
    return Spelling.read(VmPlacement.class, word, UNRECOGNISED);
  }

  /** As the REST API spells it. */
  public String word() {
    return Spelling.of(this);
  }

  @Override
  public String toString() {
    return word();
  }
}
