package io.siteswap.ticket.steps;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.ticket.Desks;
import io.siteswap.ticket.Ticket;
import io.siteswap.ticket.gate.Gate;
import io.siteswap.ticket.gate.Gates;
import io.siteswap.ticket.gate.Verdict;
import java.util.Optional;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks again and again at the tickets of the runs that have passed the gate. It remembers nothing:
 * what a run was told is in the database.
 */
@Component
public class TicketWatch {
  private static final Logger log = LoggerFactory.getLogger(TicketWatch.class);

  private final Desks desks;
  private final Runs runs;
  private final Gate gate;
  private final Gates gates;
  private final ChangedTicket changed;

  TicketWatch(Desks desks, Runs runs, Gate gate, Gates gates, ChangedTicket changed) {
    this.desks = desks;
    this.runs = runs;
    this.gate = gate;
    this.gates = gates;
    this.changed = changed;
  }

  /** Reads the ticket of each open run once; of no other. */
  public void look() {
    if (desks.isEmpty()) {
      return;
    }
    runs.allOpen().stream().filter(this::hasPassed).forEach(this::look);
  }

  private boolean hasPassed(Run run) {
    return gates.find(run.id()).flatMap(Gates.Seen::passedAt).isPresent();
  }

  private void look(Run run) {
    try {
      act(run, gate.look(run));
    } catch (OptimisticLockingException e) {
      log.debug("run {} has gone on meanwhile", run.id(), e);
    } catch (RuntimeException e) {
      log.warn("the ticket of run {} could not be looked at: {}", run.id(), e.getMessage(), e);
    }
  }

  /** The desk has told of the ticket, and it was read a moment ago. */
  void told(Run run, Ticket ticket) {
    if (run.isOpen() && hasPassed(run)) {
      act(run, gate.judge(ticket, run));
    }
  }

  private void act(Run run, Verdict verdict) {
    Optional<String> accepted = gates.find(run.id()).flatMap(Gates.Seen::accepted);
    switch (verdict.kind()) {
      case WITHDRAWN, CLOSED -> {
        if (!accepted.equals(Optional.of(verdict.words()))) {
          changed.tell(run, verdict);
        }
      }
      case PASSED -> {
        if (accepted.isPresent()) {
          gates.accept(run.id(), Optional.empty());
        }
      }
      // It is asked again the next time.
      case AWAY, UNCHECKED -> log.debug("ticket {}: {}", run.ticket(), verdict.words());
    }
  }
}
