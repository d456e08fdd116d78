package io.siteswap.ticket;

/** The desk knows no such ticket, or does not show it to us. */
public final class TicketNotFound extends DeskTrouble {
  public TicketNotFound(String desk, String number) {
    super("desk %s knows no ticket '%s'".formatted(desk, number));
  }
}
