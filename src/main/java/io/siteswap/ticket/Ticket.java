package io.siteswap.ticket;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A change ticket as its desk shows it now, in the desk's own words, and what the configuration of
 * that desk says they mean.
 *
 * @param desk the configured name of the desk that it was read from
 * @param number as people write it, such as {@code CHG0001234}; the business key of its run
 * @param id as the desk's API names it
 * @param state the desk's word
 * @param stateAllowed whether that is one of the states in which a run may begin
 * @param withdrawn whether that is one of the states in which nothing is to be done any more
 * @param approval the desk's word
 * @param approved whether that means that it is approved
 * @param conflict what the desk says that it collides with, as another change or a blackout
 * @param windowStart when the work is planned to begin
 * @param windowEnd when the work is planned to be over
 * @param fields everything that the desk tells of it, by the desk's own names
 * @param revision changes whenever the ticket does
 */
public record Ticket(
    String desk,
    String number,
    String id,
    String title,
    String description,
    String state,
    boolean stateAllowed,
    boolean withdrawn,
    String approval,
    boolean approved,
    boolean onHold,
    Optional<String> conflict,
    Optional<Instant> windowStart,
    Optional<Instant> windowEnd,
    Type type,
    Map<String, String> fields,
    String revision) {

  public Ticket {
    fields = Map.copyOf(fields);
  }

  /** As ITIL divides changes. */
  public enum Type {
    NORMAL,
    STANDARD,
    EMERGENCY
  }
}
