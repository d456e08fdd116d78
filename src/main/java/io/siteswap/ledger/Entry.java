package io.siteswap.ledger;

import io.siteswap.manager.CorrelationId;
import io.siteswap.plan.Change;
import io.siteswap.site.Marks;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of one run as the ledger holds it.
 *
 * @param planId the version of the plan that says what it is
 * @param description what the Manager, or Siteswap, said about it last
 * @param ask how the Manager was asked for it
 * @param seen when an inventory showed it done
 * @param undo how the Manager was asked to undo it
 */
public record Entry(
    String runId,
    int number,
    long planId,
    String phase,
    Change change,
    ChangeState state,
    String description,
    Ask ask,
    Optional<Observation> seen,
    Ask undo,
    Optional<Instant> undoneAt) {

  /** Nothing has become of it yet. */
  static Entry planned(
      String runId, int number, long planId, StoredPlan.Item item, ChangeState state) {
    return new Entry(
        runId,
        number,
        planId,
        item.phase(),
        item.change(),
        state,
        "",
        Ask.FIRST,
        Optional.empty(),
        Ask.FIRST,
        Optional.empty());
  }

  /** Whether nothing more is to happen with it. */
  public boolean isClosed() {
    return state.isClosed();
  }

  /** Of the object that it is about. */
  String name() {
    return change.object().name();
  }

  boolean is(ChangeState wanted) {
    return state == wanted;
  }

  /** Whether the world may have changed by it. */
  public boolean wasEverAsked() {
    return ask.isOpen() || ask.attempt() > 1;
  }

  CorrelationId correlationId() {
    return correlation(runId, number, "", ask.attempt());
  }

  CorrelationId undoCorrelationId() {
    return correlation(runId, number, "undo_", undo.attempt());
  }

  /** With what the correlation ids of all changes of the run begin. */
  CorrelationId runsCorrelation() {
    return Run.correlation(runId);
  }

  static CorrelationId correlation(String runId, int number, String prefix, int attempt) {
    String what = prefix.isEmpty() ? "" : "-undo";
    String again = attempt == 1 ? "" : "-" + attempt;
    return new CorrelationId(
        "%s%04d%s%s".formatted(Marks.correlationsOf(runId), number, what, again));
  }

  Entry with(Change newChange) {
    return new Entry(
        runId, number, planId, phase, newChange, state, description, ask, seen, undo, undoneAt);
  }

  Entry with(ChangeState newState, String newWords) {
    return new Entry(
        runId, number, planId, phase, change, newState, newWords, ask, seen, undo, undoneAt);
  }

  private Entry withAsk(ChangeState newState, Ask newAsk) {
    return new Entry(
        runId, number, planId, phase, change, newState, description, newAsk, seen, undo, undoneAt);
  }

  private Entry withUndo(ChangeState newState, String newWords, Ask newUndo) {
    return new Entry(
        runId, number, planId, phase, change, newState, newWords, ask, seen, newUndo, undoneAt);
  }

  Entry requested(Instant at) {
    return withAsk(ChangeState.REQUESTED, ask.requested(correlationId().value(), at));
  }

  /** The Manager does it as part of another change, under an id of its own making. */
  Entry implied(Instant at) {
    return withAsk(
        ChangeState.REQUESTED,
        new Ask(ask.attempt(), Optional.empty(), Optional.of(at), Optional.of(at)));
  }

  Entry answered(Instant at) {
    return withAsk(state, ask.answered(at));
  }

  Entry declined(Instant at) {
    return withAsk(state, ask.declined(at));
  }

  /** To be asked for once more, under a new correlation id. */
  Entry again() {
    return withAsk(ChangeState.APPROVED, ask.again());
  }

  /** Refused, and in a plan once more. */
  Entry plannedAgain(long newPlan, Change newChange) {
    Ask next = ask.isOpen() ? ask.again() : ask;
    return new Entry(
        runId,
        number,
        newPlan,
        phase,
        newChange,
        ChangeState.PLANNED,
        "",
        next,
        seen,
        undo,
        undoneAt);
  }

  Entry done(Observation observation) {
    return seen(ChangeState.DONE, observation);
  }

  /** So before it was asked for; for how long, nobody has seen. */
  Entry already(Observation observation) {
    return seen(ChangeState.ALREADY, observation);
  }

  private Entry seen(ChangeState state, Observation observation) {
    return new Entry(
        runId,
        number,
        planId,
        phase,
        change,
        state,
        "",
        ask,
        Optional.of(observation),
        undo,
        undoneAt);
  }

  Entry undoRequested(Instant at) {
    return withUndo(ChangeState.REVERTING, "", undo.requested(undoCorrelationId().value(), at));
  }

  Entry undoAnswered(Instant at) {
    return withUndo(state, description, undo.answered(at));
  }

  /** The undo was refused, and is asked for once more at the next try. */
  Entry undoRefused(String newWords) {
    return withUndo(ChangeState.REVERTING, newWords, undo.again());
  }

  Entry undone(Instant at, ChangeState how, String newWords) {
    return new Entry(
        runId, number, planId, phase, change, how, newWords, ask, seen, undo, Optional.of(at));
  }
}
