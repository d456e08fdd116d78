package io.siteswap.plan;

/** How being there is said. */
final class Existence {
  static final String ABSENT = "not there";
  static final String PRESENT = "there";

  private Existence() {}
}
