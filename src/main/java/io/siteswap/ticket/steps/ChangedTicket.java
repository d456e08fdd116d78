package io.siteswap.ticket.steps;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Run;
import io.siteswap.runbook.intervention.Interventions;
import io.siteswap.ticket.DeskOutbox;
import io.siteswap.ticket.gate.Gates;
import io.siteswap.ticket.gate.Verdict;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells a run that its ticket no longer allows it: one that has changed nothing ends where the
 * ticket is withdrawn, and in one that is being carried out people are asked, once for each reason.
 */
@Component
class ChangedTicket {
  private final Interventions interventions;
  private final Gates gates;
  private final DeskOutbox outbox;
  private final InstantSource clock;

  ChangedTicket(Interventions interventions, Gates gates, DeskOutbox outbox, InstantSource clock) {
    this.interventions = interventions;
    this.gates = gates;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Transactional
  public void tell(Run run, Verdict verdict) {
    String reason = verdict.words();
    if (interventions.askAboutTicket(run, reason, Actor.SITESWAP)) {
      gates.accept(run.id(), Optional.of(reason));
      say(run, "asked", "The run is stopped, and people decide whether it goes on: " + reason);
    } else if (verdict.kind() == Verdict.Kind.WITHDRAWN
        && interventions.withdraw(run, reason, Actor.SITESWAP)) {
      gates.keep(run.id(), verdict);
      say(run, "withdrawn", "The run ends, and nothing was changed: " + reason);
    }
  }

  private void say(Run run, String what, String text) {
    String key = "ticket-%s:%s:%s".formatted(what, run.id(), clock.instant());
    run.marked(() -> outbox.note(run.ticket(), key, text + "."));
  }
}
