package io.siteswap.ticket.gate;

import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Runbook;
import io.siteswap.runbook.Runbooks;
import io.siteswap.ticket.ChangeDesk;
import io.siteswap.ticket.DeskAway;
import io.siteswap.ticket.DeskRefused;
import io.siteswap.ticket.Desks;
import io.siteswap.ticket.Ticket;
import io.siteswap.ticket.TicketNotFound;
import io.siteswap.ticket.gate.Verdict.Kind;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Asks the desk whether the ticket of a run allows what the run is about to do. */
@Component
public class Gate {
  private final Desks desks;
  private final Wishes wishes;
  private final Gates gates;
  private final Runs runs;
  private final Entries entries;
  private final Runbooks runbooks;
  private final GateProperties properties;
  private final InstantSource clock;
  private final ApplicationEventPublisher readers;

  Gate(
      Desks desks,
      Wishes wishes,
      Gates gates,
      Runs runs,
      Entries entries,
      Runbooks runbooks,
      GateProperties properties,
      InstantSource clock,
      ApplicationEventPublisher readers) {
    this.desks = desks;
    this.wishes = wishes;
    this.gates = gates;
    this.runs = runs;
    this.entries = entries;
    this.runbooks = runbooks;
    this.properties = properties;
    this.clock = clock;
    this.readers = readers;
  }

  /** Before anything is changed; nothing of the answer is kept here. */
  public Verdict ask(Run run) {
    if (hasBegun(run)) {
      return Verdict.of(Kind.UNCHECKED, "something has been changed already");
    }
    return look(run);
  }

  /** What the ticket allows now, wherever the run stands. */
  public Verdict look(Run run) {
    if (desks.isEmpty() || hasNoTicket(run)) {
      return Verdict.of(Kind.UNCHECKED, "no desk is asked about %s".formatted(run.ticket()));
    }
    Optional<ChangeDesk> desk = desks.of(run.ticket());
    if (desk.isEmpty()) {
      return Verdict.of(
          Kind.CLOSED, "no desk has tickets with numbers like %s".formatted(run.ticket()));
    }
    try {
      Ticket ticket = desk.get().read(run.ticket());
      readers.publishEvent(new TicketSeen(run.id(), ticket));
      return judge(ticket, run);
    } catch (TicketNotFound e) {
      return Verdict.of(Kind.CLOSED, e.getMessage());
    } catch (DeskAway | DeskRefused e) {
      return Verdict.of(Kind.AWAY, e.getMessage());
    }
  }

  /** What the ticket allows, as somebody has just read it. */
  public Verdict judge(Ticket ticket, Run run) {
    boolean passed = gates.find(run.id()).flatMap(Gates.Seen::passedAt).isPresent();
    return Rules.judge(
        ticket, wishes.in(ticket), run, passed, properties.blackouts(), clock.instant());
  }

  /** Whoever names one so could have left it empty. */
  private boolean hasNoTicket(Run run) {
    return runbooks.of(run).mayBeAnEmergency() && run.ticket().startsWith(Runbook.EMERGENCY);
  }

  /** A recovery that takes a failover over goes on with what that one has begun. */
  private boolean hasBegun(Run run) {
    return runs.predecessor(run.id()).isPresent() || entries.hasBegun(run.id());
  }
}
