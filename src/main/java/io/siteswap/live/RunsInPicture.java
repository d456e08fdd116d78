package io.siteswap.live;

import io.siteswap.audit.Targets;
import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.ledger.Tally;
import io.siteswap.runbook.Labels;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is going on on a cluster, from the ledger. */
@Component
class RunsInPicture {
  private final Runs runs;
  private final Entries entries;
  private final Labels labels;
  private final Targets targets;

  RunsInPicture(Runs runs, Entries entries, Labels labels, Targets targets) {
    this.runs = runs;
    this.entries = entries;
    this.labels = labels;
    this.targets = targets;
  }

  /** Null while there is none. */
  Picture.Going going(String cluster) {
    return runs.openOn(cluster).map(this::going).orElse(null);
  }

  private Picture.Going going(Run run) {
    Tally tally = entries.tally(run.id());
    Optional<String> waitingFor = run.waitingFor();
    return new Picture.Going(
        run.id(),
        run.runbook(),
        labels.process(run.runbook()),
        run.site(),
        run.ticket(),
        run.reason(),
        run.startedBy(),
        run.startedAt(),
        run.phase().map(step -> labels.of(run.runbook(), step)).orElse(null),
        tally.done(),
        tally.total(),
        waitingFor.filter(what -> what.startsWith("people")).isPresent(),
        waitingFor.orElse(null),
        run.waitingUntil().orElse(null),
        tally.askedSince().orElse(null),
        run.plan().map(plan -> plan.forecast().toSeconds()).orElse(null),
        targets.of(run.runbook()).map(Duration::toSeconds).orElse(null));
  }

  /** Null before the first. */
  Picture.Ended ended(String cluster) {
    return runs.lastEnded(cluster).map(this::ended).orElse(null);
  }

  private Picture.Ended ended(Run run) {
    return new Picture.Ended(
        run.id(),
        labels.process(run.runbook()),
        run.site(),
        run.ticket(),
        run.outcome().map(outcome -> labels.of(run.runbook(), outcome)).orElse(null),
        run.endedAt().orElse(null));
  }
}
