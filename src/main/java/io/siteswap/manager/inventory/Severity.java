package io.siteswap.manager.inventory;

/** How grave the Manager's log says an event is. */
public enum Severity {
  ALERT,
  ERROR,
  NORMAL,
  WARNING,
  /** One that a newer Manager has; nothing is concluded from it. */
  UNRECOGNISED;

  /** From how the REST API spells it. */
  public static Severity of(String word) {
    return Spelling.read(Severity.class, word, UNRECOGNISED);
  }

  public boolean isBad() {
    return this == ALERT || this == ERROR || this == WARNING;
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
