package io.siteswap.manager.inventory;

/** What somebody's monitoring has told the Manager of a host or a storage domain. */
public enum ExternalStatus {
  ERROR,
  FAILURE,
  INFO,
  OK,
  WARNING,
  /** One that a newer Manager has; nothing is concluded from it. */
  UNRECOGNISED;

  /** From how the REST API spells it. */
  public static ExternalStatus of(String word) {
    return Spelling.read(ExternalStatus.class, word, UNRECOGNISED);
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
