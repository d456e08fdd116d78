package io.siteswap.plan;

/**
 * How an object stands towards a change in one inventory.
 *
 * @param description what is seen, for people
 */
public record ObservedState(Kind kind, String description) {
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

  static ObservedState before(String description) {
    return new ObservedState(Kind.BEFORE, description);
  }

  static ObservedState underWay(String description) {
    return new ObservedState(Kind.UNDER_WAY, description);
  }

  static ObservedState after(String description) {
    return new ObservedState(Kind.AFTER, description);
  }

  static ObservedState astray(String description) {
    return new ObservedState(Kind.ASTRAY, description);
  }

  public boolean is(Kind wanted) {
    return kind == wanted;
  }
}
