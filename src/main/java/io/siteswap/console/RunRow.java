package io.siteswap.console;

import io.siteswap.ledger.RunList;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A run in a list.
 *
 * @param state the end event once it is reached; before, whether people are waited for
 * @param name how the runbook is called
 * @param outcome how the state is called
 * @param tone good, warn or running
 * @param duration until now for one that is open
 * @param forecast how long its plan was to take; null before there is one
 * @param target how long it may take; null where nobody has set that
 */
record RunRow(
    String id,
    String runbook,
    String cluster,
    String site,
    String ticket,
    String reason,
    String startedBy,
    Instant startedAt,
    Instant endedAt,
    String state,
    String name,
    String outcome,
    String tone,
    List<String> approvedBy,
    Duration duration,
    Duration forecast,
    Duration target) {

  static RunRow of(RunList.Line line, Wording words, Duration target, Instant now) {
    return new RunRow(
        line.id(),
        line.runbook(),
        line.cluster(),
        line.site(),
        line.ticket(),
        line.reason(),
        line.startedBy(),
        line.startedAt(),
        line.endedAt().orElse(null),
        RunSummary.state(line.outcome(), line.waitingFor()),
        words.runbook(line.runbook()),
        words.state(line.runbook(), line.outcome(), line.waitingFor()),
        words.tone(line.runbook(), line.outcome(), line.waitingFor()),
        line.approvedBy(),
        Duration.between(line.startedAt(), line.endedAt().orElse(now))
            .truncatedTo(ChronoUnit.SECONDS),
        line.forecast().orElse(null),
        target);
  }
}
