package io.siteswap.ticket;

/**
 * Where change tickets live. Every call goes to the desk and back, and throws {@link
 * TicketNotFound} when the desk knows no such ticket, {@link DeskRefused} when it says no, and
 * {@link DeskAway} when it says nothing that can be understood. What is to be said goes through
 * {@link DeskOutbox}, in the transaction that makes it true.
 */
public interface ChangeDesk {
  /** As it is configured. */
  String name();

  /** The ticket as it is now. */
  Ticket read(String number);

  /**
   * Whether the desk already has a note or an attachment with that mark: after an answer that was
   * lost nothing is said twice.
   */
  boolean hasHeard(String number, Mark mark);

  /** Adds a note that carries the mark. */
  void note(String number, Mark mark, String text);

  /** Brings the ticket into that state, named as the desk names it; quiet where it is there. */
  void transition(String number, Mark mark, String state);

  /** Adds a file whose name carries the mark. */
  void attach(String number, Mark mark, Attachment attachment);
}
