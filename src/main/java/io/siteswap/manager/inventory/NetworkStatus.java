package io.siteswap.manager.inventory;

/** The status of a network: whether each host of the cluster has it. */
public enum NetworkStatus {
  NON_OPERATIONAL,
  OPERATIONAL,
  /** One that a newer Manager has; nothing is concluded from it. */
  UNRECOGNISED;

  /** From how the REST API spells it. */
  public static NetworkStatus of(String word) {
    return Spelling.read(NetworkStatus.class, word, UNRECOGNISED);
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
