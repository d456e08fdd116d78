package io.siteswap.console;

import io.siteswap.ledger.Run;
import java.time.Instant;
import java.util.Optional;

/** A run in a list. */
record RunSummary(
    String id,
    String runbook,
    String cluster,
    String site,
    String ticket,
    String reason,
    String startedBy,
    Instant startedAt,
    Instant endedAt,
    String state) {
  static RunSummary of(Run run) {
    return new RunSummary(
        run.id(),
        run.runbook(),
        run.cluster(),
        run.site(),
        run.ticket(),
        run.reason(),
        run.startedBy(),
        run.startedAt(),
        run.endedAt().orElse(null),
        state(run));
  }

  static String state(Run run) {
    return state(run.outcome(), run.waitingFor());
  }

  /** The end event once it is reached; before, whether Siteswap works or people are waited for. */
  static String state(Optional<String> outcome, Optional<String> waitingFor) {
    boolean forPeople = waitingFor.filter(what -> what.startsWith("people")).isPresent();
    return outcome.orElse(forPeople ? "waitingForPeople" : "running");
  }
}
