package io.siteswap.ledger;

/**
 * How a phase stands after a look.
 *
 * @param description for people: what is waited for, or what went wrong
 */
public record Outcome(Kind kind, String description) {
  /** What to do with the phase. */
  public enum Kind {
    WAITING,
    SETTLED,
    REFUSED
  }

  static Outcome waiting(String description) {
    return new Outcome(Kind.WAITING, description);
  }

  static Outcome settled() {
    return new Outcome(Kind.SETTLED, "");
  }

  static Outcome refused(String description) {
    return new Outcome(Kind.REFUSED, description);
  }

  public boolean is(Kind wanted) {
    return kind == wanted;
  }
}
