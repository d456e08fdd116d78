package io.siteswap.ticket;

/** A desk did not do what it was asked; the message has no secret in it, and may be shown. */
public abstract sealed class DeskTrouble extends RuntimeException
    permits DeskAway, DeskRefused, TicketNotFound {
  DeskTrouble(String message) {
    super(message);
  }
}
