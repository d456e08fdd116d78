package io.siteswap.ledger;

import static io.siteswap.ledger.Direction.Stage.ASKED;
import static io.siteswap.ledger.Direction.Stage.ASLEEP;
import static io.siteswap.ledger.Direction.Stage.PENDING;
import static io.siteswap.ledger.Direction.Stage.REFUSED;

import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerEvent;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Change;
import io.siteswap.plan.ObservedState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one look does to one change. */
class Settling {
  private final Direction direction;
  private final Draft draft;
  private final Entry entry;
  private final Inventory now;
  private final Manager manager;
  private final Duration silence;
  private final Instant at;
  private final Change wish;
  private final Direction.Stage stage;

  /**
   * Of one change, at one look.
   *
   * @param silence after which an accepted request without any effect is looked into
   * @param at when it is looked at
   */
  Settling(
      Direction direction,
      Draft draft,
      Entry entry,
      Inventory now,
      Manager manager,
      Duration silence,
      Instant at) {
    this.direction = direction;
    this.draft = draft;
    this.entry = entry;
    this.now = now;
    this.manager = manager;
    this.silence = silence;
    this.at = at;
    this.wish = direction.wish(entry);
    this.stage = direction.stage(entry);
  }

  void settle(Optional<String> unseenFailure) {
    if (stage == ASLEEP) {
      return;
    }
    if (stage == ASKED && unseenFailure.isPresent()) {
      refuse(unseenFailure.get());
      return;
    }
    ObservedState observed = wish.observe(now);
    switch (observed.kind()) {
      case AFTER -> after(observed);
      case ASTRAY -> astray(observed);
      case BEFORE -> before();
      case UNDER_WAY -> tooEarly();
    }
  }

  private void after(ObservedState observed) {
    if (stage == ASKED || !direction.mayFailUnseen(entry)) {
      over(direction.reached(entry, seen(observed)));
    }
  }

  private void astray(ObservedState observed) {
    if (direction == Direction.BACK) {
      over(direction.astray(entry, seen(observed)));
    } else if (stage == ASKED) {
      refuse(withReason(observed.description()));
    } else if (stage == PENDING && !isWantedAgain()) {
      refuse(observed.description());
    } else {
      tooEarly();
    }
  }

  private void before() {
    if (stage != ASKED) {
      tooEarly();
    } else if (isDisplaced()) {
      draft.save(direction.again(entry));
    } else if (isSilent()) {
      wish.whyWithoutEffect(now).or(this::reason).ifPresent(this::refuse);
    }
  }

  /** Refused because the object was just busy: asked for again as soon as it is not. */
  private void tooEarly() {
    if (stage == REFUSED && (wish.notYet(now).isPresent() || isMovedByOthers())) {
      draft.save(direction.again(entry));
    }
  }

  /** People have seen that it is astray, and want the Manager to have the last word. */
  private boolean isWantedAgain() {
    return entry.wasEverAsked() && wish.notYet(now).isEmpty();
  }

  /**
   * Accepted long ago, and the Manager has dropped what we asked for, as somebody else came first;
   * or it was asked to stay too late.
   */
  private boolean isDisplaced() {
    return isSilent() && isMovedByOthers();
  }

  /**
   * It is elsewhere than it was when we asked: somebody else, such as the affinity enforcement, has
   * migrated it meanwhile. What the Manager said was about then; after that people decide. On the
   * way back nobody has written down where it was, and so the first answer never counts.
   */
  private boolean isMovedByOthers() {
    return isFirstTry() && (direction == Direction.BACK || !wish.seenIn(now).equals(wish));
  }

  /** Of what goes in lanes, such as migrations. */
  private boolean isFirstTry() {
    return wish.lane().isPresent() && direction.tries(entry) == 1;
  }

  private boolean isSilent() {
    return !direction.isImplied(entry)
        && direction
            .ask(entry)
            .answeredAt()
            .filter(answered -> answered.plus(silence).isBefore(at))
            .isPresent();
  }

  private String withReason(String description) {
    Optional<String> why = direction.isImplied(entry) ? Optional.empty() : reason();
    return why.map(words -> description + ": " + words).orElse(description);
  }

  /** Accepted, and then not done: the Manager's events may say why (T-1, T-8). */
  private Optional<String> reason() {
    return manager.events(direction.correlationId(entry)).stream()
        .filter(ManagerEvent::isBad)
        .map(ManagerEvent::description)
        .findFirst();
  }

  private Observation seen(ObservedState observed) {
    return new Observation(now.seenAt(), observed.description());
  }

  private void over(Entry settled) {
    draft.save(settled);
    draft.move();
    String words = settled.seen().map(Observation::description).orElse("");
    draft.note(
        settled,
        "change-" + settled.state().word(),
        settled.name() + ": " + (settled.description().isBlank() ? words : settled.description()));
  }

  private void refuse(String words) {
    draft.refuse(direction, entry, words);
  }
}
