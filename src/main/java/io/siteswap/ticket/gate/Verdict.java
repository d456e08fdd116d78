package io.siteswap.ticket.gate;

import io.siteswap.ticket.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a run at the gate.
 *
 * @param reasons in sentences: why it is closed, or what an emergency passes nevertheless
 * @param opens when time alone opens it, where that is known
 * @param windowEnd when the planned window of the ticket ends
 * @param type of the ticket, once it was read
 */
public record Verdict(
    Kind kind,
    List<String> reasons,
    Optional<Instant> opens,
    Optional<Instant> windowEnd,
    Optional<Ticket.Type> type) {

  /** In the words in which it is kept. */
  public enum Kind {
    /** The ticket allows it. */
    PASSED,
    /** Nobody was asked: there is no desk for it, or it is an emergency without a ticket. */
    UNCHECKED,
    /** Not as it is now. */
    CLOSED,
    /** The ticket is withdrawn, or was put on hold after the run had passed. */
    WITHDRAWN,
    /** The desk does not answer. */
    AWAY
  }

  static Verdict of(Kind kind, String reason) {
    return new Verdict(kind, List.of(reason), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public String words() {
    return String.join("; ", reasons);
  }
}
