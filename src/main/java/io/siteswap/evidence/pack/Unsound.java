package io.siteswap.evidence.pack;

/** The archive is not as it was written, so that nothing in it can be told from the rest. */
final class Unsound extends Exception {
  private static final long serialVersionUID = 1;

  Unsound(String what) {
    super(what);
  }
}
