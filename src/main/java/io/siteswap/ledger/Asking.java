package io.siteswap.ledger;

import static io.siteswap.ledger.ChangeState.APPROVED;
import static io.siteswap.ledger.ChangeState.REQUESTED;
import static io.siteswap.plan.ObservedState.Kind.BEFORE;

import io.siteswap.manager.Inventory;
import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerProperties;
import io.siteswap.manager.ManagerUnreachable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Asks the Manager for changes. Each is written down before the call leaves; what was written down
 * and not answered is held against the world and the Manager's events before it is asked again.
 */
@Component
class Asking {
  /** So many are written down together: as many would have to be looked into after a crash. */
  private static final int AT_ONCE = 200;

  private static final Duration ONE_TURN = Duration.ofSeconds(30);

  private final LedgerWriter writer;
  private final LedgerProperties properties;
  private final ManagerProperties managers;
  private final InstantSource clock;

  Asking(
      LedgerWriter writer,
      LedgerProperties properties,
      ManagerProperties managers,
      InstantSource clock) {
    this.writer = writer;
    this.properties = properties;
    this.managers = managers;
    this.clock = clock;
  }

  /** Asks for all that can be asked for now. */
  void ask(List<Entry> all, Inventory now, Manager manager) {
    Instant at = clock.instant();
    List<Entry> implied =
        all.stream()
            .filter(entry -> entry.is(APPROVED) && entry.change().implied())
            .map(entry -> entry.implied(at))
            .toList();
    writer.write(draft -> implied.forEach(draft::save));
    List<Entry> asked = new ArrayList<>(doubtful(all, now, manager));
    asked.addAll(next(all, now));
    askAll(asked, at, now, manager);
  }

  /** While some are asked for, the next are written down: the Manager need not wait for that. */
  private void askAll(List<Entry> asked, Instant since, Inventory now, Manager manager) {
    List<CompletableFuture<ManagerRequest.Answer>> flying = List.of();
    Optional<ManagerUnreachable> doubt = Optional.empty();
    for (int from = 0;
        from < asked.size() && doubt.isEmpty() && !isEnough(since);
        from += AT_ONCE) {
      List<Entry> some = asked.subList(from, Math.min(asked.size(), from + AT_ONCE));
      List<CompletableFuture<ManagerRequest.Answer>> next = send(some, now, manager);
      doubt = settle(flying);
      flying = next;
    }
    Optional<ManagerUnreachable> last = settle(flying);
    doubt
        .or(() -> last)
        .ifPresent(
            unreachable -> {
              throw unreachable;
            });
  }

  /** What is left is asked for at the next look: no step may hold its job for long. */
  private boolean isEnough(Instant since) {
    return since.plus(ONE_TURN).isBefore(clock.instant());
  }

  private List<CompletableFuture<ManagerRequest.Answer>> send(
      List<Entry> some, Inventory now, Manager manager) {
    Instant at = clock.instant();
    List<Entry> written =
        some.stream().map(entry -> entry.with(entry.change().located(now)).requested(at)).toList();
    writer.write(draft -> written.forEach(entry -> writeDown(draft, entry)));
    return written.stream()
        .map(entry -> new ManagerRequest(entry, entry.change(), entry.correlationId()))
        .map(request -> request.start(manager))
        .toList();
  }

  private static void writeDown(Draft draft, Entry entry) {
    draft.save(entry);
    draft.note(
        entry,
        "change-requested",
        "%s %s: %s (%s)"
            .formatted(
                entry.change().object().type(),
                entry.change().object().name(),
                entry.change().action(),
                entry.correlationId()));
  }

  /** What was written down without an answer, and neither the world nor the events know of it. */
  private List<Entry> doubtful(List<Entry> all, Inventory now, Manager manager) {
    List<Entry> lost = new ArrayList<>();
    for (Entry entry : all) {
      if (entry.is(REQUESTED) && entry.ask().isDoubtful() && !mayStillArrive(entry)) {
        boolean arrived =
            !entry.change().observe(now).is(BEFORE)
                || !manager.events(entry.correlationId()).isEmpty();
        if (arrived) {
          writer.write(draft -> draft.save(entry.answered(clock.instant())));
        } else {
          lost.add(entry);
        }
      }
    }
    return lost;
  }

  /** A call that was not answered in time may yet be carried out by a slow Manager. */
  private boolean mayStillArrive(Entry entry) {
    return !entry.description().isBlank()
        && entry
            .ask()
            .requestedAt()
            .filter(at -> at.plus(managers.callDeadline().multipliedBy(2)).isAfter(clock.instant()))
            .isPresent();
  }

  private List<Entry> next(List<Entry> all, Inventory now) {
    Lanes lanes = new Lanes(properties);
    all.stream().filter(entry -> entry.is(REQUESTED)).forEach(e -> lanes.occupy(e.change()));
    Waves waves = Waves.of(all, clock.instant());
    return all.stream()
        .filter(entry -> entry.is(APPROVED) && !entry.change().implied())
        .filter(waves::admit)
        .filter(entry -> entry.change().notYet(now).isEmpty())
        .filter(entry -> lanes.admit(entry.change()))
        .toList();
  }

  /** Writes the answers down; what it returns means that some calls have none. */
  private Optional<ManagerUnreachable> settle(
      List<CompletableFuture<ManagerRequest.Answer>> flying) {
    List<ManagerRequest.Answer> answers = flying.stream().map(CompletableFuture::join).toList();
    writer.write(draft -> answers.forEach(answer -> settle(draft, answer)));
    return answers.stream().flatMap(answer -> answer.doubt().stream()).findFirst();
  }

  private void settle(Draft draft, ManagerRequest.Answer answer) {
    Entry entry = answer.request().entry();
    if (answer.isAccepted()) {
      draft.save(entry.answered(clock.instant()));
    }
    answer
        .refusal()
        .ifPresent(description -> draft.refuse(entry.answered(clock.instant()), description));
    answer
        .doubt()
        .filter(ManagerUnreachable::isLate)
        .ifPresent(late -> draft.save(entry.with(REQUESTED, late.getMessage())));
  }
}
