package io.siteswap.console;

import io.siteswap.audit.Labels;
import io.siteswap.ledger.Run;
import io.siteswap.runbook.Runbook;
import io.siteswap.runbook.Runbooks;
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

  /** As in "Site failed over", "running" or "waiting for people". */
  String state(Run run) {
    return run.outcome()
        .map(end -> labels.of(run.runbook(), end))
        .orElse(isForPeople(run) ? "waiting for people" : "running");
  }

  /** The colour that goes with it. */
  String tone(Run run) {
    if (run.isOpen()) {
      return isForPeople(run) ? "warn" : "running";
    }
    boolean well =
        runbooks
            .find(run.runbook())
            .map(Runbook::carriedOut)
            .filter(end -> run.outcome().filter(end::equals).isPresent())
            .isPresent();
    return well ? "good" : "warn";
  }

  private static boolean isForPeople(Run run) {
    return RunSummary.state(run).equals("waitingForPeople");
  }
}
