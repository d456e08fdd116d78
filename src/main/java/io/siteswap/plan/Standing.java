package io.siteswap.plan;

/**
 * How an object stands towards a change in one inventory.
 *
 * @param words what is seen, for people
 */
public record Standing(Kind kind, String words) {
  /** The four ways to stand. */
  public enum Kind {
    /** As it was: the change has not begun. */
    BEFORE,
    /** On its way, or not to be judged now. */
    UNDER_WAY,
    /** As the change wants it. */
    AFTER,
    /** Neither, and it will not come by itself: somebody else has changed it. */
    ASTRAY
  }

  static Standing before(String words) {
    return new Standing(Kind.BEFORE, words);
  }

  static Standing underWay(String words) {
    return new Standing(Kind.UNDER_WAY, words);
  }

  static Standing after(String words) {
    return new Standing(Kind.AFTER, words);
  }

  static Standing astray(String words) {
    return new Standing(Kind.ASTRAY, words);
  }

  public boolean is(Kind wanted) {
    return kind == wanted;
  }
}
