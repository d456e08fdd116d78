package io.siteswap.runbook;

import io.siteswap.ledger.Journal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Why people are asked whether a run goes on: what its ticket says now. */
@Component
public class TicketNews {
  public static final String EVENT = "ticket-changed";

  private final ObjectProvider<Journal> journal;

  TicketNews(ObjectProvider<Journal> journal) {
    this.journal = journal;
  }

  /** The last of it, as a sentence; empty where there was none. */
  String of(String runId) {
    return journal.getObject().of(runId, EVENT).stream()
        .reduce((earlier, later) -> later)
        .map(line -> line.detail() + ".")
        .orElse("");
  }
}
