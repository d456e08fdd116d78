package io.siteswap.ledger;

/**
 * How a phase stands after a look.
 *
 * @param words for people: what is waited for, or what went wrong
 */
public record Outcome(Kind kind, String words) {
  /** What to do with the phase. */
  public enum Kind {
    WAITING,
    SETTLED,
    REFUSED
  }

  static Outcome waiting(String words) {
    return new Outcome(Kind.WAITING, words);
  }

  static Outcome settled() {
    return new Outcome(Kind.SETTLED, "");
  }

  static Outcome refused(String words) {
    return new Outcome(Kind.REFUSED, words);
  }

  public boolean is(Kind wanted) {
    return kind == wanted;
  }
}
