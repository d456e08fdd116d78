package io.siteswap.manager.inventory;

/** The status of a storage domain in its data centre. */
public enum StorageDomainStatus {
  ACTIVATING,
  ACTIVE,
  DETACHING,
  INACTIVE,
  LOCKED,
  MAINTENANCE,
  MIXED,
  PREPARING_FOR_MAINTENANCE,
  UNATTACHED,
  /** The data centre has no SPM that could tell. */
  UNKNOWN,
  /** One that a newer Manager has; nothing is concluded from it. */
  UNRECOGNISED;

  /** From how the REST API spells it. */
  public static StorageDomainStatus of(String word) {
    return Spelling.read(StorageDomainStatus.class, word, UNRECOGNISED);
  }

  /** As the REST API spells it. */
  public String word() {
    return Spelling.of(this);
  }

  /** For people. */
  @Override
  public String toString() {
    return Spelling.inWords(this);
  }
}
