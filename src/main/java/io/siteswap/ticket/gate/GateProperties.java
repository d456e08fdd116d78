package io.siteswap.ticket.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the gate asks of tickets.
 *
 * @param whenClosed what a run does at a closed gate: {@code wait} or {@code end}
 * @param askAgain how often it asks while it waits
 * @param standardDeployments whether a standard change needs no second approval for a deployment
 * @param blackouts times in which no run begins
 * @param runs by the name of the desk: in which fields its tickets say what is to run
 * @param startedAs by the name of the desk: who starts the runs of its tickets, {@code desk-} and
 *     its name where nothing is said
 */
@ConfigurationProperties("siteswap.tickets.gate")
public record GateProperties(
    @DefaultValue("WAIT") WhenClosed whenClosed,
    @DefaultValue("1m") Duration askAgain,
    @DefaultValue("false") boolean standardDeployments,
    @DefaultValue List<Blackout> blackouts,
    @DefaultValue Map<String, Fields> runs,
    @DefaultValue Map<String, String> startedAs) {

  public GateProperties {
    if (askAgain.isNegative() || askAgain.isZero()) {
      throw new IllegalArgumentException(
          "siteswap.tickets.gate.ask-again is %s: expected more than nothing".formatted(askAgain));
    }
  }

  /** What a run does at a closed gate. */
  public enum WhenClosed {
    WAIT,
    END
  }

  /**
   * A time in which no run begins.
   *
   * @param clusters on which; all of them where none is named
   */
  public record Blackout(
      Instant from, Instant to, String reason, @DefaultValue List<String> clusters) {
    public Blackout {
      if (from == null || to == null || !from.isBefore(to)) {
        throw new IllegalArgumentException(
            "siteswap.tickets.gate.blackouts has one from %s to %s: expected two instants, the first before the second"
                .formatted(from, to));
      }
    }

    boolean covers(String cluster, Instant now) {
      return (clusters.isEmpty() || clusters.contains(cluster))
          && !now.isBefore(from)
          && now.isBefore(to);
    }

    String description() {
      return Optional.ofNullable(reason).orElse("no reason is given");
    }
  }

  /**
   * The fields of the desk that say what is to run, by their names there; a line of the description
   * says what they do not.
   *
   * @param runbooks what the desk calls the runbooks
   */
  public record Fields(
      String runbook,
      String cluster,
      String site,
      String reason,
      @DefaultValue Map<String, String> runbooks) {
    static final Fields NONE = new Fields(null, null, null, null, Map.of());
  }

  Fields fieldsOf(String desk) {
    return runs.getOrDefault(desk, Fields.NONE);
  }

  /** Who starts the runs of that desk's tickets. */
  public String starterOf(String desk) {
    return startedAs.getOrDefault(desk, "desk-" + desk);
  }
}
