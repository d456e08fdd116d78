package io.siteswap.ledger;

/** Who did something, as the journal names it. */
public final class Actor {
  public static final String SITESWAP = "siteswap";

  private Actor() {}
}
