package io.siteswap.manager.inventory;

/** What a storage domain is there for. */
public enum StorageDomainType {
  DATA,
  EXPORT,
  IMAGE,
  ISO,
  MANAGED_BLOCK_STORAGE,
  VOLUME,
  /** One that a newer Manager has; nothing is concluded from it. */
  UNRECOGNISED;

  /** From how the REST API spells it. */
  public static StorageDomainType of(String word) {
    return Spelling.read(StorageDomainType.class, word, UNRECOGNISED);
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
