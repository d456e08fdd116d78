package io.siteswap.evidence;

import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Json;
import io.siteswap.runbook.steps.Surveyed;
import io.siteswap.ticket.gate.TicketSeen;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps what is seen on the way and is gone when the run has ended. */
@Component
class Gathering {
  private final Pieces pieces;
  private final Entries entries;

  Gathering(Pieces pieces, Entries entries) {
    this.pieces = pieces;
    this.entries = entries;
  }

  /** What the approved plan was drawn up from: before is before the first change. */
  @EventListener
  void surveyed(Surveyed survey) {
    String run = survey.run().id();
    if (!entries.hasBegun(run)) {
      pieces.keep(run, Pieces.Name.BEFORE, Json.write(InventoryDocument.of(survey.now())));
    }
  }

  @EventListener
  void seen(TicketSeen seen) {
    pieces.keep(seen.runId(), Pieces.Name.TICKET, Json.write(seen.ticket()));
  }
}
