package io.siteswap.outbox;

/** The other side has understood it and will never take it; what comes after it is still said. */
public class Undeliverable extends RuntimeException {
  public Undeliverable(String message) {
    super(message);
  }
}
