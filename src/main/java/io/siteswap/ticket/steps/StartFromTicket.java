package io.siteswap.ticket.steps;

import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.Runbooks;
import io.siteswap.runbook.Variables;
import io.siteswap.site.StretchClusters;
import io.siteswap.site.Typed;
import io.siteswap.ticket.Ticket;
import io.siteswap.ticket.TicketedStart;
import io.siteswap.ticket.gate.GateProperties;
import io.siteswap.ticket.gate.Wish;
import io.siteswap.ticket.gate.Wishes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Starts what an approved ticket wants, as the technical user of its desk. Whoever has approved the
 * ticket has approved no plan: that is asked in Siteswap as ever.
 */
@Component
class StartFromTicket implements TicketedStart {
  private final Wishes wishes;
  private final Runs runs;
  private final Runbooks runbooks;
  private final StretchClusters clusters;
  private final GateProperties properties;
  private final RuntimeService runtime;
  private final IdentityService identity;
  private final Journal journal;
  private final WaitingAtGate waiting;
  private final TicketWatch watch;

  StartFromTicket(
      Wishes wishes,
      Runs runs,
      Runbooks runbooks,
      StretchClusters clusters,
      GateProperties properties,
      RuntimeService runtime,
      IdentityService identity,
      Journal journal,
      WaitingAtGate waiting,
      TicketWatch watch) {
    this.wishes = wishes;
    this.runs = runs;
    this.runbooks = runbooks;
    this.clusters = clusters;
    this.properties = properties;
    this.runtime = runtime;
    this.identity = identity;
    this.journal = journal;
    this.waiting = waiting;
    this.watch = watch;
  }

  @Override
  @Transactional
  public Answer start(Ticket ticket) {
    Optional<Run> first = runs.firstUnder(ticket.number());
    if (first.isPresent()) {
      waiting.askNow(first.get());
      watch.told(first.get(), ticket);
      return new Started(first.get().id());
    }
    Optional<String> closed = notNow(ticket);
    if (closed.isPresent()) {
      return new NotStarted(closed.get());
    }
    Wishes.Found found = wishes.in(ticket);
    if (found.wish().isEmpty()) {
      return new NotStarted(found.sentence());
    }
    Wish wish = found.wish().get();
    // Looked at before: what the engine refuses would take the caller's transaction along.
    return refusal(wish)
        .<Answer>map(NotStarted::new)
        .orElseGet(() -> new Started(begin(ticket, wish)));
  }

  private static Optional<String> notNow(Ticket ticket) {
    if (ticket.withdrawn()) {
      return Optional.of("Ticket %s is %s.".formatted(ticket.number(), ticket.state()));
    }
    if (!ticket.approved()) {
      return Optional.of(
          "Ticket %s is not approved: its approval is '%s'."
              .formatted(ticket.number(), ticket.approval()));
    }
    return Optional.empty();
  }

  private Optional<String> refusal(Wish wish) {
    try {
      runbooks.named(wish.runbook()).refuseImpossible(clusters.named(wish.cluster()), wish.site());
      return runs.openOn(wish.cluster())
          .map(
              other ->
                  "Cluster %s is busy: run %s under ticket %s is open on it. Approve the ticket anew, or start the run in Siteswap, when that one has ended."
                      .formatted(wish.cluster(), other.id(), other.ticket()));
    } catch (Refused e) {
      return Optional.of(e.getMessage());
    }
  }

  private String begin(Ticket ticket, Wish wish) {
    String starter = properties.starterOf(ticket.desk());
    identity.setAuthentication(starter, List.of(Groups.OPERATORS));
    try {
      String id =
          runtime
              .startProcessInstanceByKey(
                  wish.runbook(),
                  Map.of(
                      Variables.CLUSTER,
                      wish.cluster(),
                      Variables.SITE,
                      wish.site(),
                      Variables.TICKET,
                      Typed.ticket(Variables.TICKET, ticket.number()),
                      Variables.REASON,
                      wish.reason()))
              .getId();
      journal.add(
          id,
          starter,
          "started-from-ticket",
          "%s starts runs for tickets of desk %s; %s was approved there, which approves no plan"
              .formatted(starter, ticket.desk(), ticket.number()));
      return id;
    } finally {
      identity.clearAuthentication();
    }
  }
}
