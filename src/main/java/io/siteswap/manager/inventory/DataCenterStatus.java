package io.siteswap.manager.inventory;

/** The status of a data centre: whether it has an SPM. */
public enum DataCenterStatus {
  CONTEND,
  MAINTENANCE,
  NOT_OPERATIONAL,
  /** How the API spells "non responsive" (T-9). */
  PROBLEMATIC,
  UNINITIALIZED,
  UP,
  /** Ours: the Manager has no such data centre yet. */
  MISSING,
  /** One that a newer Manager has; nothing is concluded from it. */
  UNRECOGNISED;

  /** From how the REST API spells it. */
  public static DataCenterStatus of(String word) {
    return Spelling.read(DataCenterStatus.class, word, UNRECOGNISED);
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
