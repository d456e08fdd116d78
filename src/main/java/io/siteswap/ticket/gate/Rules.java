package io.siteswap.ticket.gate;

import io.siteswap.ledger.Run;
import io.siteswap.ticket.Ticket;
import io.siteswap.ticket.gate.Verdict.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a ticket must be for a run; knows no desk and no clock. */
final class Rules {
  private Rules() {}

  /**
   * @param passedBefore whether the run has passed the gate: then a hold withdraws it
   */
  static Verdict judge(
      Ticket ticket,
      Wishes.Found wish,
      Run run,
      boolean passedBefore,
      List<GateProperties.Blackout> blackouts,
      Instant now) {
    if (ticket.withdrawn()) {
      return verdict(
          Kind.WITHDRAWN,
          List.of("ticket %s is %s".formatted(ticket.number(), ticket.state())),
          Optional.empty(),
          ticket);
    }
    if (ticket.onHold() && passedBefore && ticket.type() != Ticket.Type.EMERGENCY) {
      return verdict(
          Kind.WITHDRAWN,
          List.of("ticket %s was put on hold".formatted(ticket.number())),
          Optional.empty(),
          ticket);
    }
    List<String> reasons = new ArrayList<>();
    List<Instant> opens = new ArrayList<>();
    state(ticket, reasons);
    wish(wish, run, reasons);
    boolean byTime = reasons.isEmpty();
    time(ticket, now, reasons, opens);
    blackouts.stream()
        .filter(blackout -> blackout.covers(run.cluster(), now))
        .forEach(
            blackout -> {
              reasons.add(
                  "nothing begins on cluster %s from %s to %s: %s"
                      .formatted(
                          run.cluster(), blackout.from(), blackout.to(), blackout.description()));
              opens.add(blackout.to());
            });
    boolean emergency = ticket.type() == Ticket.Type.EMERGENCY;
    Kind kind = reasons.isEmpty() || emergency ? Kind.PASSED : Kind.CLOSED;
    return verdict(
        kind, reasons, byTime ? opens.stream().max(Instant::compareTo) : Optional.empty(), ticket);
  }

  private static Verdict verdict(
      Kind kind, List<String> reasons, Optional<Instant> opens, Ticket ticket) {
    return new Verdict(kind, reasons, opens, ticket.windowEnd(), Optional.of(ticket.type()));
  }

  private static void state(Ticket ticket, List<String> reasons) {
    if (!ticket.approved()) {
      reasons.add(
          "ticket %s is not approved: its approval is '%s'"
              .formatted(ticket.number(), ticket.approval()));
    }
    if (!ticket.stateAllowed()) {
      reasons.add(
          "ticket %s is in state '%s', in which nothing may begin"
              .formatted(ticket.number(), ticket.state()));
    }
    if (ticket.onHold()) {
      reasons.add("ticket %s is on hold".formatted(ticket.number()));
    }
    ticket
        .conflict()
        .ifPresent(
            what -> reasons.add("ticket %s is in conflict: %s".formatted(ticket.number(), what)));
  }

  private static void wish(Wishes.Found found, Run run, List<String> reasons) {
    if (found.wish().isEmpty()) {
      reasons.add("the ticket does not say that it is for this run. " + found.sentence());
      return;
    }
    Wish wish = found.wish().get();
    boolean same =
        wish.runbook().equals(run.runbook())
            && wish.cluster().equals(run.cluster())
            && wish.site().equals(run.site());
    if (!same) {
      reasons.add(
          "the ticket is for %s, and this run is %s"
              .formatted(
                  wish.words(), new Wish(run.runbook(), run.cluster(), run.site(), "").words()));
    }
  }

  private static void time(Ticket ticket, Instant now, List<String> reasons, List<Instant> opens) {
    ticket
        .windowStart()
        .filter(now::isBefore)
        .ifPresent(
            start -> {
              reasons.add(
                  "ticket %s is planned from %s on".formatted(ticket.number(), seconds(start)));
              opens.add(start);
            });
    ticket
        .windowEnd()
        .filter(end -> !now.isBefore(end))
        .ifPresent(
            end -> {
              reasons.add(
                  "the planned window of ticket %s ended at %s"
                      .formatted(ticket.number(), seconds(end)));
              // No time opens it again: somebody has to plan it anew.
              opens.clear();
            });
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
