package io.siteswap.ticket;

import io.siteswap.site.Links;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows the hints of desks: reads the ticket, believes what is read, and starts its run, once. In
 * a storm a few hints are followed at a time, a few more wait, and the rest is told to come again.
 */
@Component
class Reception {
  private static final int AT_ONCE = 4;
  private static final int IN_LINE = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Desks desks;
  private final Deliveries deliveries;
  private final DeskOutbox outbox;
  private final ObjectProvider<TicketedStart> starts;
  private final Links links;
  private final TransactionTemplate transaction;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final AtomicInteger here = new AtomicInteger();

  Reception(
      Desks desks,
      Deliveries deliveries,
      DeskOutbox outbox,
      ObjectProvider<TicketedStart> starts,
      Links links,
      PlatformTransactionManager transactions) {
    this.desks = desks;
    this.deliveries = deliveries;
    this.outbox = outbox;
    this.starts = starts;
    this.links = links;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** The same delivery gets the same answer. */
  Reply receive(Hint hint) {
    Optional<Reply> before = answered(hint);
    return before.isPresent() ? before.get() : inLine(hint);
  }

  private Optional<Reply> answered(Hint hint) {
    return hint.delivery().flatMap(delivery -> deliveries.answered(hint.desk(), delivery));
  }

  private Reply inLine(Hint hint) {
    try {
      if (here.incrementAndGet() > AT_ONCE + IN_LINE
          || !places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return busy();
      }
      try {
        return follow(hint);
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return busy();
    } finally {
      here.decrementAndGet();
    }
  }

  private static Reply busy() {
    return Reply.problem(503, "Busy", "too many deliveries at once: send it again in a minute");
  }

  private Reply follow(Hint hint) {
    try {
      Ticket ticket = desks.named(hint.desk()).orElseThrow().read(hint.number());
      return inOneGo(hint, ticket);
    } catch (DeskAway e) {
      return Reply.problem(503, "The ticket cannot be read", e.getMessage());
    } catch (DeskTrouble e) {
      return Reply.nothing(e.getMessage());
    }
  }

  private Reply inOneGo(Hint hint, Ticket ticket) {
    try {
      return transaction.execute(status -> begin(hint, ticket));
    } catch (DuplicateKeyException e) {
      // Somebody else has begun with the same ticket a moment ago: that is finished now.
      return answered(hint).orElseGet(() -> transaction.execute(status -> begin(hint, ticket)));
    } catch (CannotAcquireLockException e) {
      return busy();
    }
  }

  /** The run, what the ticket hears of it, and the answer: all of it or nothing. */
  private Reply begin(Hint hint, Ticket ticket) {
    Optional<String> first = deliveries.runOf(hint.desk(), hint.number());
    if (first.isEmpty()) {
      deliveries.claim(hint.desk(), hint.number());
    }
    TicketedStart.Answer answer = start(ticket);
    Reply reply = reply(hint, ticket, first, answer);
    hint.delivery().ifPresent(delivery -> deliveries.answer(hint.desk(), delivery, reply));
    return reply;
  }

  private TicketedStart.Answer start(Ticket ticket) {
    TicketedStart start = starts.getIfAvailable();
    return start == null
        ? new TicketedStart.NotStarted("Nothing here starts runs for tickets.")
        : start.start(ticket);
  }

  private Reply reply(
      Hint hint, Ticket ticket, Optional<String> first, TicketedStart.Answer answer) {
    if (answer instanceof TicketedStart.Started started) {
      deliveries.started(hint.desk(), hint.number(), started.runId());
      String link = links.toRun(started.runId());
      return Reply.run(first.isPresent() ? 200 : 202, started.runId(), link);
    }
    String reason = ((TicketedStart.NotStarted) answer).reason();
    if (first.isEmpty()) {
      deliveries.release(hint.desk(), hint.number());
      tell(ticket, reason);
    }
    return Reply.nothing(reason);
  }

  /**
   * Once for each reason: a note changes the ticket, of which the desk may tell us. Somebody who
   * has not approved anything waits for nothing.
   */
  private void tell(Ticket ticket, String reason) {
    if (ticket.approved() && !ticket.withdrawn()) {
      outbox.note(
          ticket.number(), "notStarted:" + new Mark(reason).word(), "No run begins: " + reason);
    }
  }
}
