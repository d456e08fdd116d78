package io.siteswap.ticket.steps;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Json;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import io.siteswap.ticket.DeskOutbox;
import io.siteswap.ticket.gate.Gate;
import io.siteswap.ticket.gate.GateProperties;
import io.siteswap.ticket.gate.Gates;
import io.siteswap.ticket.gate.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the desk whether the ticket allows the run, and says on the ticket why it does not. */
@Component("askDesk")
class AskDesk implements JavaDelegate {
  private final Runs runs;
  private final Gate gate;
  private final Gates gates;
  private final GateProperties properties;
  private final Journal journal;
  private final FormPages pages;
  private final DeskOutbox outbox;
  private final InstantSource clock;

  AskDesk(
      Runs runs,
      Gate gate,
      Gates gates,
      GateProperties properties,
      Journal journal,
      FormPages pages,
      DeskOutbox outbox,
      InstantSource clock) {
    this.runs = runs;
    this.gate = gate;
    this.gates = gates;
    this.properties = properties;
    this.journal = journal;
    this.pages = pages;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** What people see who decide without the desk. */
  record Page(String headline, String reason, String passed, String link) {}

  @Override
  public void execute(DelegateExecution execution) {
    Run run = runs.get(Step.of(execution).runId());
    Verdict verdict = gate.ask(run);
    boolean passedBefore = gates.find(run.id()).flatMap(Gates.Seen::passedAt).isPresent();
    boolean news = gates.keep(run.id(), verdict);
    execution.setVariable(Variables.DECISION, "none");
    execution.setVariable(Variables.OUTCOME, outcome(verdict));
    execution.setVariable(Variables.DUE, Date.from(due(verdict)));
    switch (verdict.kind()) {
      case PASSED -> passed(run, verdict);
      case UNCHECKED -> runs.goesOn(run.id());
      case CLOSED -> closed(run, verdict, news);
      case WITHDRAWN -> say(run, "ticket-withdrawn", verdict, news, "The run ends");
      case AWAY -> away(run, verdict, news, passedBefore);
    }
  }

  private String outcome(Verdict verdict) {
    return switch (verdict.kind()) {
      case PASSED, UNCHECKED -> "passed";
      case CLOSED -> properties.whenClosed() == GateProperties.WhenClosed.WAIT ? "wait" : "closed";
      case WITHDRAWN -> "withdrawn";
      case AWAY -> "away";
    };
  }

  /** A ticket may be planned anew, so that it is asked again however late its window begins. */
  private Instant due(Verdict verdict) {
    Instant again = clock.instant().plus(properties.askAgain());
    return verdict.opens().filter(again::isAfter).orElse(again);
  }

  private void passed(Run run, Verdict verdict) {
    runs.goesOn(run.id());
    journal.add(
        run.id(),
        Actor.SITESWAP,
        verdict.reasons().isEmpty() ? "gate-passed" : "gate-recorded",
        verdict.reasons().isEmpty()
            ? "ticket %s allows it".formatted(run.ticket())
            : "an emergency is not kept waiting; " + verdict.words());
  }

  private void closed(Run run, Verdict verdict, boolean news) {
    boolean waits = properties.whenClosed() == GateProperties.WhenClosed.WAIT;
    if (waits) {
      Optional<Instant> until = verdict.opens().or(() -> Optional.of(due(verdict)));
      runs.waits(run.id(), "the gate: " + verdict.words(), until);
    }
    say(
        run,
        "gate-closed",
        verdict,
        news,
        waits ? "The run waits, and asks again" : "The run ends, and nothing was changed");
  }

  private void away(Run run, Verdict verdict, boolean news, boolean passedBefore) {
    say(run, "desk-away", verdict, news, "People decide whether the run goes on");
    pages.keep(
        run.id(),
        Variables.FACTS,
        Json.write(
            new Page(
                "Nobody has looked at ticket %s: its desk does not answer".formatted(run.ticket()),
                verdict.words() + ".",
                passedBefore
                    ? "The ticket had allowed it when the desk was asked before."
                    : "The desk has not been heard of yet in this run.",
                "/runs/" + run.id())));
  }

  /** The same twice is no news, and would be said every minute. */
  private void say(Run run, String event, Verdict verdict, boolean news, String what) {
    if (news) {
      journal.add(run.id(), Actor.SITESWAP, event, verdict.words());
      outbox.note(
          run.ticket(),
          "%s:%s:%d".formatted(event, run.id(), clock.instant().toEpochMilli()),
          "%s, because %s.".formatted(what, verdict.words()));
    }
  }
}
