package io.siteswap.ledger;

import java.util.Locale;

/** The life of a change. */
public enum ChangeState {
  /** In a plan that nobody has approved. */
  PLANNED,
  APPROVED,
  /** Committed before the call leaves; whether it arrived is not known from this alone. */
  REQUESTED,
  /** Seen in an inventory. */
  DONE,
  /** The Manager said no, or it cannot happen any more. */
  REFUSED,
  /** People decided to go on without it. */
  LEFT,
  /** It was so before we came: never requested, never undone. */
  ALREADY,
  REVERTING,
  /** Back as it was before. */
  REVERTED,
  /** Could not be undone; a human must know. */
  STRANDED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ChangeState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  boolean isSettled() {
    return this == DONE || this == LEFT || this == ALREADY;
  }

  boolean isClosed() {
    return isSettled() || isUndone();
  }

  boolean isUndone() {
    return this == REVERTED || this == STRANDED;
  }
}
