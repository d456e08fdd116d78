package io.siteswap.ticket;

/** Starts the run that a ticket asks for, or says why there is none. */
public interface TicketedStart {
  /**
   * Called once a ticket, in a transaction that it takes part in: what it starts is there when that
   * is committed, and only then.
   *
   * @param ticket as it was read from the desk a moment ago
   */
  Answer start(Ticket ticket);

  /** What came of it. */
  sealed interface Answer permits Started, NotStarted {}

  /** A run begins. */
  record Started(String runId) implements Answer {}

  /**
   * No run begins.
   *
   * @param reason in a sentence that the ticket's owner can act upon; it is noted on the ticket too
   */
  record NotStarted(String reason) implements Answer {}
}
