package io.siteswap.ledger;

/** Who did something, as the journal names it. */
final class Actor {
  static final String SITESWAP = "siteswap";

  private Actor() {}
}
