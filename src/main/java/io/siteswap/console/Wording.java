package io.siteswap.console;

import io.siteswap.ledger.Run;
import io.siteswap.runbook.Labels;
import io.siteswap.runbook.Runbook;
import io.siteswap.runbook.Runbooks;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What pages call a run and its parts: never by an id. */
@Component
class Wording {
  private final Labels labels;
  private final Runbooks runbooks;

  Wording(Labels labels, Runbooks runbooks) {
    this.labels = labels;
    this.runbooks = runbooks;
  }

  String runbook(String id) {
    return labels.process(id);
  }

  String step(Run run, String id) {
    return labels.of(run.runbook(), id);
  }

  String state(Run run) {
    return state(run.runbook(), run.outcome(), run.waitingFor());
  }

  /** As in "Site failed over", "running" or "waiting for people". */
  String state(String runbook, Optional<String> outcome, Optional<String> waitingFor) {
    return outcome
        .map(end -> labels.of(runbook, end))
        .orElse(isForPeople(outcome, waitingFor) ? "waiting for people" : "running");
  }

  String tone(Run run) {
    return tone(run.runbook(), run.outcome(), run.waitingFor());
  }

  /** The colour that goes with it. */
  String tone(String runbook, Optional<String> outcome, Optional<String> waitingFor) {
    if (outcome.isEmpty()) {
      return isForPeople(outcome, waitingFor) ? "warn" : "running";
    }
    boolean well =
        runbooks
            .find(runbook)
            .map(Runbook::carriedOut)
            .filter(end -> outcome.filter(end::equals).isPresent())
            .isPresent();
    return well ? "good" : "warn";
  }

  private static boolean isForPeople(Optional<String> outcome, Optional<String> waitingFor) {
    return RunSummary.state(outcome, waitingFor).equals("waitingForPeople");
  }
}
