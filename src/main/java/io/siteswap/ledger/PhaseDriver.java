package io.siteswap.ledger;

import static io.siteswap.ledger.Direction.Stage.ASKED;
import static io.siteswap.ledger.Direction.Stage.PENDING;
import static io.siteswap.plan.ObservedState.Kind.AFTER;
import static io.siteswap.plan.ObservedState.Kind.BEFORE;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerEvent;
import io.siteswap.manager.ManagerProperties;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Change;
import io.siteswap.plan.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Drives the changes of a phase one way or the other: settles what an inventory shows, and asks the
 * Manager for what can be asked for. Each request is written down before the call leaves; what was
 * written down and not answered is held against the world and the Manager's events before it is
 * asked again. It may be interrupted anywhere and called again.
 */
@Component
class PhaseDriver {
  /** So many are written down together: as many would have to be looked into after a crash. */
  private static final int AT_ONCE = 200;

  /** A migration begins and fails within seconds; the queue for one may take minutes. */
  private static final Duration BRIEF = Duration.ofSeconds(5);

  private static final Duration ONE_TURN = Duration.ofSeconds(30);

  private final LedgerWriter writer;
  private final LedgerProperties properties;
  private final ManagerProperties managers;
  private final InstantSource clock;

  PhaseDriver(
      LedgerWriter writer,
      LedgerProperties properties,
      ManagerProperties managers,
      InstantSource clock) {
    this.writer = writer;
    this.properties = properties;
    this.managers = managers;
    this.clock = clock;
  }

  // --- what is seen ----------------------------------------------------------------------------

  void settle(Sheet sheet, Inventory now, Manager manager) {
    List<Entry> open = sheet.open();
    Map<String, String> unseen = unseenFailures(sheet, open, now, manager);
    FailedMigrations failed = failedMigrations(sheet, open, now, manager);
    Set<Dependency> pending = mayStillHappen(sheet, open);
    Instant at = clock.instant();
    writer.write(
        sheet,
        draft ->
            open.stream()
                .filter(entry -> entry.change().dependsOn().filter(pending::contains).isEmpty())
                .forEach(
                    entry ->
                        new Settling(
                                sheet.direction(),
                                draft,
                                entry,
                                now,
                                manager,
                                properties.silence(),
                                at)
                            .settle(
                                Optional.ofNullable(unseen.get(id(sheet, entry)))
                                    .or(() -> failed.of(entry, now)))));
  }

  /** Read only when some stand still, once for all of them, and not at each look. */
  private FailedMigrations failedMigrations(
      Sheet sheet, List<Entry> open, Inventory now, Manager manager) {
    Instant at = clock.instant();
    boolean standing =
        open.stream()
            .anyMatch(
                entry ->
                    FailedMigrations.maySayWhy(entry, now)
                        && entry.ask().answeredAt().get().plus(BRIEF).isBefore(at));
    if (sheet.direction() == Direction.BACK || !standing || !sheet.mayAskAgain(at, BRIEF)) {
      return FailedMigrations.NONE;
    }
    return FailedMigrations.of(manager.latest(FailedMigrations.CODES));
  }

  private static String id(Sheet sheet, Entry entry) {
    return sheet.direction().correlationId(entry).value();
  }

  /** What failed although the inventory shows it as done, by correlation id. */
  private static Map<String, String> unseenFailures(
      Sheet sheet, List<Entry> open, Inventory now, Manager manager) {
    Direction direction = sheet.direction();
    return open.stream()
        .filter(entry -> direction.is(entry, ASKED) && direction.mayFailUnseen(entry))
        .filter(entry -> direction.wish(entry).observe(now).is(AFTER))
        .findFirst()
        .map(
            entry ->
                manager.errors(entry.runsCorrelation()).stream()
                    .collect(
                        toMap(
                            ManagerEvent::correlationId,
                            ManagerEvent::description,
                            (first, second) -> first)))
        .orElse(Map.of());
  }

  /** On the way back, a VM that has not left a host yet may leave it until the host is back. */
  private static Set<Dependency> mayStillHappen(Sheet sheet, List<Entry> open) {
    return sheet.direction() == Direction.FORWARD
        ? Set.of()
        : open.stream().map(Entry::change).map(Dependency::on).collect(toSet());
  }

  // --- what is asked for -----------------------------------------------------------------------

  /** Asks for all that can be asked for now. */
  void ask(Sheet sheet, Inventory now, Manager manager) {
    Instant at = clock.instant();
    writer.write(sheet, draft -> implied(sheet, at).forEach(draft::save));
    List<Entry> asked = new ArrayList<>(doubtful(sheet, now, manager));
    asked.addAll(next(sheet, now));
    askAll(sheet, asked, at, now, manager);
  }

  /** What the Manager does by itself goes with the rest of its phase. */
  private static List<Entry> implied(Sheet sheet, Instant at) {
    Direction direction = sheet.direction();
    return sheet.open().stream()
        .filter(entry -> direction.is(entry, PENDING) && direction.isImplied(entry))
        .map(entry -> entry.implied(at))
        .toList();
  }

  /** What was written down without an answer, and neither the world nor the events know of it. */
  private List<Entry> doubtful(Sheet sheet, Inventory now, Manager manager) {
    Direction direction = sheet.direction();
    List<Entry> lost = new ArrayList<>();
    List<Entry> arrived = new ArrayList<>();
    for (Entry entry : sheet.open()) {
      if (direction.is(entry, ASKED)
          && !direction.isImplied(entry)
          && direction.ask(entry).isDoubtful()
          && !mayStillArrive(direction, entry)) {
        (hasArrived(direction, entry, now, manager) ? arrived : lost).add(entry);
      }
    }
    writer.write(
        sheet, draft -> arrived.forEach(e -> draft.save(direction.answered(e, clock.instant()))));
    return lost;
  }

  private static boolean hasArrived(
      Direction direction, Entry entry, Inventory now, Manager manager) {
    return !direction.wish(entry).observe(now).is(BEFORE)
        || !manager.events(direction.correlationId(entry)).isEmpty();
  }

  /** A call that was not answered in time may yet be carried out by a slow Manager. */
  private boolean mayStillArrive(Direction direction, Entry entry) {
    return !entry.description().isBlank()
        && direction
            .ask(entry)
            .requestedAt()
            .filter(at -> at.plus(managers.callDeadline().multipliedBy(2)).isAfter(clock.instant()))
            .isPresent();
  }

  private List<Entry> next(Sheet sheet, Inventory now) {
    Direction direction = sheet.direction();
    List<Entry> open = sheet.open();
    Lanes lanes = new Lanes(properties);
    open.stream()
        .filter(entry -> direction.is(entry, ASKED))
        .forEach(entry -> lanes.occupy(direction.wish(entry)));
    Waves waves = sheet.waves(clock.instant());
    return open.stream()
        .filter(entry -> direction.is(entry, PENDING) && !direction.isImplied(entry))
        .filter(entry -> isPossible(direction, direction.wish(entry), waves, now))
        .filter(entry -> lanes.admit(direction.wish(entry)))
        .toList();
  }

  private static boolean isPossible(Direction direction, Change wish, Waves waves, Inventory now) {
    return waves.admit(wish) && direction.isDue(wish, now) && wish.notYet(now).isEmpty();
  }

  /** While some are asked for, the next are written down: the Manager need not wait for that. */
  private void askAll(
      Sheet sheet, List<Entry> asked, Instant since, Inventory now, Manager manager) {
    List<CompletableFuture<ManagerRequest.Answer>> flying = List.of();
    Optional<ManagerUnreachable> doubt = Optional.empty();
    for (int from = 0;
        from < asked.size() && doubt.isEmpty() && !isEnough(since);
        from += AT_ONCE) {
      List<Entry> some = asked.subList(from, Math.min(asked.size(), from + AT_ONCE));
      List<CompletableFuture<ManagerRequest.Answer>> next = send(sheet, some, now, manager);
      doubt = settle(sheet, flying);
      flying = next;
    }
    Optional<ManagerUnreachable> last = settle(sheet, flying);
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
      Sheet sheet, List<Entry> some, Inventory now, Manager manager) {
    Direction direction = sheet.direction();
    Instant at = clock.instant();
    List<Entry> written =
        some.stream().map(entry -> direction.requested(direction.located(entry, now), at)).toList();
    List<ManagerRequest> requests =
        written.stream()
            .map(
                entry ->
                    new ManagerRequest(
                        entry, direction.wish(entry).located(now), direction.correlationId(entry)))
            .toList();
    writer.write(sheet, draft -> requests.forEach(request -> writeDown(direction, draft, request)));
    return requests.stream().map(request -> request.start(manager, clock)).toList();
  }

  private static void writeDown(Direction direction, Draft draft, ManagerRequest request) {
    Entry entry = request.entry();
    draft.save(entry);
    draft.note(
        entry,
        direction.event("requested"),
        "%s %s: %s (%s)"
            .formatted(
                entry.change().object().type(),
                entry.name(),
                request.change().action(),
                request.id()));
  }

  /** Writes the answers down; what it returns means that some calls have none. */
  private Optional<ManagerUnreachable> settle(
      Sheet sheet, List<CompletableFuture<ManagerRequest.Answer>> flying) {
    List<ManagerRequest.Answer> answers = flying.stream().map(CompletableFuture::join).toList();
    writer.write(
        sheet, draft -> answers.forEach(answer -> settle(sheet.direction(), draft, answer)));
    return answers.stream().flatMap(answer -> answer.doubt().stream()).findFirst();
  }

  private static void settle(Direction direction, Draft draft, ManagerRequest.Answer answer) {
    Entry entry = answer.request().entry();
    if (answer.isAccepted()) {
      draft.save(direction.answered(entry, answer.at()));
    }
    answer
        .refusal()
        .ifPresent(words -> draft.refuse(direction, direction.declined(entry, answer.at()), words));
    answer
        .doubt()
        .filter(ManagerUnreachable::isLate)
        .ifPresent(late -> draft.save(direction.late(entry, late.getMessage())));
  }
}
