package io.siteswap.readiness;

import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.readiness.checks.Audited;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.readiness.checks.Finding.Level;
import io.siteswap.readiness.probe.Roundtrips;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was found of a cluster.
 *
 * @param at when it was first found so
 * @param confirmedAt when it was last found so
 * @param findings the worst first
 */
public record Audit(
    String cluster,
    Instant at,
    Instant confirmedAt,
    List<Line> findings,
    List<Roundtrips> roundtrips,
    List<Change> changes) {

  /**
   * A finding in an audit.
   *
   * @param runbooks the ids of those that it stands in the way of, where it does
   * @param since when it has been found again and again
   * @param ofInventory whether an inventory is enough to find it, so that each plan looks anew
   */
  public record Line(Finding finding, List<String> runbooks, Instant since, boolean ofInventory) {
    boolean concerns(Audited runbook) {
      return runbooks.contains(runbook.id());
    }
  }

  /**
   * A finding that came or went.
   *
   * @param causes what the Manager's events since the audit before tell of it, the latest first
   */
  public record Change(boolean appeared, Finding finding, List<LogEntry> causes) {}

  /**
   * An audit in short.
   *
   * @param states by the id of the runbook
   * @param findings how many there are, by level
   */
  public record Summary(SortedMap<String, State> states, SortedMap<Level, Integer> findings) {
    public State state(String runbook) {
      return states.get(runbook);
    }
  }

  Summary summary(List<Audited> runbooks) {
    SortedMap<String, State> states = new TreeMap<>();
    for (Audited runbook : runbooks) {
      states.put(runbook.id(), state(runbook));
    }
    SortedMap<Level, Integer> counts = new TreeMap<>();
    for (Level level : Level.values()) {
      counts.put(level, (int) findings.stream().filter(f -> f.finding().level() == level).count());
    }
    return new Summary(states, counts);
  }

  /** Whether that runbook would do its work now. */
  public State state(Audited runbook) {
    return State.of(
        findings.stream()
            .filter(line -> line.concerns(runbook))
            .map(line -> line.finding().level())
            .collect(Collectors.toSet()));
  }

  /** What is not fine, told apart from one audit to the next. */
  static boolean isTrouble(Line line) {
    return line.finding().level() != Level.OK;
  }

  /**
   * What a plan says of the checks that its inventory is not enough for: what the last audit has
   * found of them. It keeps nobody from anything: it is of another moment, and drawing the plan up
   * again does not look anew.
   */
  public static List<Finding> told(Audited runbook, Optional<Audit> last) {
    if (!runbook.isAudited()) {
      return List.of();
    }
    if (last.isEmpty()) {
      return List.of(
          Finding.warning(
              "not-audited",
              "The cluster was not audited yet",
              "Audit it on its page, and draw the plan up again: replication, latency and what"
                  + " people vouch for is not known."));
    }
    return last.get().findings().stream()
        .filter(line -> !line.ofInventory() && line.concerns(runbook))
        .map(Line::finding)
        .map(Finding::noObstacle)
        .toList();
  }
}
