package io.siteswap.ledger;

import static io.siteswap.ledger.ChangeState.REVERTED;
import static io.siteswap.ledger.ChangeState.REVERTING;
import static io.siteswap.ledger.ChangeState.STRANDED;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Change;
import io.siteswap.plan.ObservedState;
import java.time.Instant;

/** The two ways that a change is driven: to how it is wanted, and back to how it was. */
enum Direction {
  FORWARD {
    @Override
    Change wish(Entry entry) {
      return entry.change();
    }

    @Override
    Ask ask(Entry entry) {
      return entry.ask();
    }

    @Override
    int tries(Entry entry) {
      return entry.ask().attempt();
    }

    @Override
    CorrelationId correlationId(Entry entry) {
      return entry.correlationId();
    }

    @Override
    boolean concerns(Entry entry) {
      return true;
    }

    @Override
    Stage stage(Entry entry) {
      return switch (entry.state()) {
        case APPROVED -> Stage.PENDING;
        case REQUESTED -> Stage.ASKED;
        case REFUSED -> Stage.REFUSED;
        case DONE, LEFT, ALREADY -> Stage.OVER;
        default -> Stage.ASLEEP;
      };
    }

    @Override
    boolean isImplied(Entry entry) {
      return entry.change().implied();
    }

    @Override
    boolean mayFailUnseen(Entry entry) {
      return entry.change().mayFailUnseen();
    }

    @Override
    boolean isDue(Change wish, Inventory now) {
      return true;
    }

    @Override
    Entry located(Entry entry, Inventory now) {
      return entry.with(entry.change().located(now));
    }

    @Override
    Entry requested(Entry entry, Instant at) {
      return entry.requested(at);
    }

    @Override
    Entry answered(Entry entry, Instant at) {
      return entry.answered(at);
    }

    @Override
    Entry declined(Entry entry, Instant at) {
      return entry.change().makesItsObject() ? entry.declined(at) : entry.answered(at);
    }

    @Override
    Entry late(Entry entry, String words) {
      return entry.with(ChangeState.REQUESTED, words);
    }

    @Override
    Entry refused(Entry entry, String words) {
      return entry.with(ChangeState.REFUSED, words);
    }

    @Override
    Entry again(Entry entry) {
      return entry.again();
    }

    @Override
    Entry reached(Entry entry, Observation seen) {
      return entry.wasEverAsked() && !isMadeByOthers(entry)
          ? entry.done(seen)
          : entry.already(seen);
    }

    /** The Manager has refused to make what is there. */
    private boolean isMadeByOthers(Entry entry) {
      return entry.is(ChangeState.REFUSED)
          && entry.change().makesItsObject()
          && !entry.ask().isOpen();
    }

    @Override
    Entry astray(Entry entry, Observation seen) {
      return refused(entry, seen.description());
    }

    @Override
    String event(String what) {
      return "change-" + what;
    }
  },

  BACK {
    @Override
    Change wish(Entry entry) {
      return entry.change().inverse();
    }

    @Override
    Ask ask(Entry entry) {
      return entry.undo();
    }

    /** A refusal has made it ready for another one. */
    @Override
    int tries(Entry entry) {
      return entry.undo().attempt() - (entry.undo().isOpen() ? 0 : 1);
    }

    @Override
    CorrelationId correlationId(Entry entry) {
      return entry.undoCorrelationId();
    }

    /** Only what this run has brought about. */
    @Override
    boolean concerns(Entry entry) {
      return entry.wasEverAsked() && !entry.is(ChangeState.ALREADY);
    }

    @Override
    Stage stage(Entry entry) {
      if (entry.state().isUndone() || entry.is(ChangeState.ALREADY)) {
        return Stage.OVER;
      }
      if (entry.undo().isOpen()) {
        return Stage.ASKED;
      }
      return entry.is(REVERTING) && !entry.description().isBlank() ? Stage.REFUSED : Stage.PENDING;
    }

    /** What happened by itself is brought back by a request. */
    @Override
    boolean isImplied(Entry entry) {
      return false;
    }

    @Override
    boolean mayFailUnseen(Entry entry) {
      return false;
    }

    /** What was asked for and has not happened may still happen, or is on its way back already. */
    @Override
    boolean isDue(Change wish, Inventory now) {
      return wish.observe(now).is(ObservedState.Kind.BEFORE) || wish.isLeaving(now);
    }

    @Override
    Entry located(Entry entry, Inventory now) {
      return entry;
    }

    @Override
    Entry requested(Entry entry, Instant at) {
      return entry.undoRequested(at);
    }

    @Override
    Entry answered(Entry entry, Instant at) {
      return entry.undoAnswered(at);
    }

    @Override
    Entry declined(Entry entry, Instant at) {
      return entry.undoAnswered(at);
    }

    @Override
    Entry late(Entry entry, String words) {
      return entry.with(REVERTING, words);
    }

    @Override
    Entry refused(Entry entry, String words) {
      return entry.undoRefused(words);
    }

    /** The refusal has made it ready for another attempt. */
    @Override
    Entry again(Entry entry) {
      return entry.undo().isOpen() ? entry.undoRefused("") : entry.with(REVERTING, "");
    }

    @Override
    Entry reached(Entry entry, Observation seen) {
      return entry.undone(seen.at(), REVERTED, seen.description());
    }

    /** Somebody else has changed it: it is left as it is, and people must know. */
    @Override
    Entry astray(Entry entry, Observation seen) {
      return entry.undone(seen.at(), STRANDED, seen.description());
    }

    @Override
    String event(String what) {
      return "undo-" + what;
    }
  };

  /** How far a change has come on this way. */
  enum Stage {
    /** Not to be asked for. */
    ASLEEP,
    PENDING,
    ASKED,
    REFUSED,
    OVER
  }

  /** What is to hold at the end. */
  abstract Change wish(Entry entry);

  abstract Ask ask(Entry entry);

  /** How often the Manager was asked for it. */
  abstract int tries(Entry entry);

  abstract CorrelationId correlationId(Entry entry);

  abstract boolean concerns(Entry entry);

  abstract Stage stage(Entry entry);

  /** Whether the Manager does it as part of something else. */
  abstract boolean isImplied(Entry entry);

  /** Whether an inventory may show it as reached though it failed. */
  abstract boolean mayFailUnseen(Entry entry);

  abstract boolean isDue(Change wish, Inventory now);

  /** With the ids that the Manager has given to its objects meanwhile. */
  abstract Entry located(Entry entry, Inventory now);

  abstract Entry requested(Entry entry, Instant at);

  abstract Entry answered(Entry entry, Instant at);

  /** The Manager has said no: what was to be made has not been made by us. */
  abstract Entry declined(Entry entry, Instant at);

  /** Not answered in time: it may still be carried out. */
  abstract Entry late(Entry entry, String words);

  abstract Entry refused(Entry entry, String words);

  abstract Entry again(Entry entry);

  abstract Entry reached(Entry entry, Observation seen);

  abstract Entry astray(Entry entry, Observation seen);

  abstract String event(String what);

  boolean is(Entry entry, Stage wanted) {
    return stage(entry) == wanted;
  }
}
