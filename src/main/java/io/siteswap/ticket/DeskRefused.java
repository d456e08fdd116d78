package io.siteswap.ticket;

/** The desk has understood and says no. Asking again helps only when somebody mends something. */
public final class DeskRefused extends DeskTrouble {
  public DeskRefused(String message) {
    super(message);
  }
}
