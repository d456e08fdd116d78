package io.siteswap.ledger;

import static io.siteswap.ledger.ChangeState.REVERTED;
import static io.siteswap.ledger.ChangeState.REVERTING;
import static io.siteswap.ledger.ChangeState.STRANDED;
import static io.siteswap.plan.ObservedState.Kind.AFTER;
import static io.siteswap.plan.ObservedState.Kind.BEFORE;

import io.siteswap.manager.Inventory;
import io.siteswap.manager.Manager;
import io.siteswap.plan.Change;
import io.siteswap.plan.Difference;
import io.siteswap.plan.ObservedState;
import io.siteswap.plan.VmState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Brings what a run has changed back to its recorded before: only what this run asked for, and only
 * where the world does not show the before already.
 */
@Component
public class Undo {
  /** So many are asked for at each look. */
  private static final int AT_ONCE = 200;

  private final Runs runs;
  private final Entries entries;
  private final LedgerWriter writer;
  private final LedgerProperties properties;
  private final InstantSource clock;

  Undo(
      Runs runs,
      Entries entries,
      LedgerWriter writer,
      LedgerProperties properties,
      InstantSource clock) {
    this.runs = runs;
    this.entries = entries;
    this.writer = writer;
    this.properties = properties;
    this.clock = clock;
  }

  /** Begins or resumes the undo of a phase and asks for all that can be asked for now. */
  public void begin(String runId, String phase, Inventory now, Manager manager) {
    writer.write(
        draft -> {
          runs.enter(runId, phase);
          toUndo(runId, phase).stream()
              .filter(entry -> !entry.is(REVERTING))
              .forEach(entry -> draft.save(entry.with(REVERTING, "")));
        });
    settle(runId, phase, now);
    ask(runId, phase, now, manager);
  }

  private List<Entry> toUndo(String runId, String phase) {
    return entries.of(runId, phase).stream()
        .filter(entry -> entry.wasEverAsked() && !entry.state().isUndone())
        .toList();
  }

  private boolean settle(String runId, String phase, Inventory now) {
    List<Entry> open = toUndo(runId, phase);
    List<Entry> settled =
        open.stream()
            .filter(entry -> !mayStillHappen(entry, open))
            .flatMap(entry -> settled(entry, now).stream())
            .toList();
    writer.write(draft -> settled.forEach(entry -> undone(draft, entry)));
    return !settled.isEmpty();
  }

  /** A VM that has not left a host yet may still leave it, until the host is back in service. */
  private static boolean mayStillHappen(Entry entry, List<Entry> open) {
    return open.stream().anyMatch(other -> entry.change().dependsOn(other.change()));
  }

  private static Optional<Entry> settled(Entry entry, Inventory now) {
    ObservedState observed = entry.change().inverse().observe(now);
    return switch (observed.kind()) {
      case AFTER -> Optional.of(entry.undone(now.seenAt(), REVERTED, observed.description()));
      case ASTRAY -> Optional.of(entry.undone(now.seenAt(), STRANDED, observed.description()));
      default -> Optional.empty();
    };
  }

  private static void undone(Draft draft, Entry entry) {
    draft.save(entry);
    draft.note(
        entry,
        "change-" + entry.state().word(),
        entry.change().object().name() + ": " + entry.description());
  }

  private void ask(String runId, String phase, Inventory now, Manager manager) {
    Instant at = clock.instant();
    List<Entry> written =
        next(toUndo(runId, phase), now, manager).stream()
            .map(entry -> entry.undoRequested(at))
            .limit(AT_ONCE)
            .toList();
    writer.write(draft -> written.forEach(entry -> writeDown(draft, entry)));
    List<ManagerRequest> requests =
        written.stream()
            .map(
                entry ->
                    new ManagerRequest(
                        entry, entry.change().inverse().located(now), entry.undoCorrelationId()))
            .toList();
    List<ManagerRequest.Answer> answers = ManagerRequest.runAll(requests, manager);
    writer.write(draft -> answers.forEach(answer -> answered(draft, answer)));
    answers.stream()
        .flatMap(answer -> answer.doubt().stream())
        .findFirst()
        .ifPresent(
            unreachable -> {
              throw unreachable;
            });
  }

  private List<Entry> next(List<Entry> all, Inventory now, Manager manager) {
    Lanes lanes = new Lanes(properties);
    List<Entry> next = new ArrayList<>();
    for (Entry entry : all) {
      Change inverse = entry.change().inverse();
      if (isRefused(entry)) {
        continue;
      }
      if (entry.undo().isOpen() && !isLost(entry, inverse, now, manager)) {
        lanes.occupy(inverse);
      } else if (inverse.observe(now).is(BEFORE)
          && inverse.notYet(now).isEmpty()
          && lanes.admit(inverse)) {
        next.add(entry);
      }
    }
    return next;
  }

  /** Written down, never answered, and neither the world nor the events know of it. */
  private static boolean isLost(Entry entry, Change inverse, Inventory now, Manager manager) {
    return entry.undo().isDoubtful()
        && inverse.observe(now).is(BEFORE)
        && manager.events(entry.undoCorrelationId()).isEmpty();
  }

  private static void writeDown(Draft draft, Entry entry) {
    draft.save(entry);
    draft.note(
        entry,
        "undo-requested",
        "%s %s: %s (%s)"
            .formatted(
                entry.change().object().type(),
                entry.change().object().name(),
                entry.change().inverse().action(),
                entry.undoCorrelationId()));
  }

  private void answered(Draft draft, ManagerRequest.Answer answer) {
    Entry entry = answer.request().entry();
    if (answer.isAccepted()) {
      draft.save(entry.undoAnswered(clock.instant()));
    }
    answer.refusal().ifPresent(description -> refused(draft, entry, description));
  }

  private static void refused(Draft draft, Entry entry, String description) {
    draft.save(entry.undoRefused(description));
    draft.note(entry, "undo-refused", entry.change().object().name() + ": " + description);
  }

  /** Settles what this inventory shows, asks for what became possible, and says how it stands. */
  public Outcome look(String runId, String phase, Inventory now, Manager manager) {
    if (settle(runId, phase, now)) {
      runs.progressed(runId);
    }
    forgetIfBusy(runId, phase, now);
    ask(runId, phase, now, manager);
    List<Entry> open = toUndo(runId, phase);
    if (open.isEmpty()) {
      return Outcome.settled();
    }
    List<Entry> refused = open.stream().filter(Undo::isRefused).toList();
    boolean othersMove = open.stream().anyMatch(entry -> !isRefused(entry) && moves(entry, now));
    if (refused.isEmpty() || othersMove) {
      return Outcome.waiting("undo: " + Progress.undoWords(entries.of(runId, phase), open, now));
    }
    return report(refused);
  }

  /** Refused because the object was just busy: asked for again as soon as it is not. */
  private void forgetIfBusy(String runId, String phase, Inventory now) {
    writer.write(
        draft ->
            toUndo(runId, phase).stream()
                .filter(Undo::isRefused)
                .filter(entry -> entry.change().inverse().notYet(now).isPresent())
                .forEach(entry -> draft.save(entry.with(REVERTING, ""))));
  }

  private static boolean isRefused(Entry entry) {
    return !entry.description().isBlank() && !entry.undo().isOpen();
  }

  /** Under way, or possible as soon as there is room. */
  private static boolean moves(Entry entry, Inventory now) {
    return entry.undo().isOpen() || entry.change().inverse().notYet(now).isEmpty();
  }

  /** Reported once: whoever looks again after that wants it asked for again. */
  private Outcome report(List<Entry> refused) {
    writer.write(draft -> refused.forEach(entry -> draft.save(entry.with(REVERTING, ""))));
    return Outcome.refused(
        refused.stream()
            .map(entry -> entry.change().object().name() + ": " + entry.description())
            .collect(Collectors.joining("; ")));
  }

  /** People gave the undo of this phase up. */
  public void leaveStranded(String runId, String phase, Inventory now) {
    writer.write(
        draft ->
            toUndo(runId, phase)
                .forEach(
                    entry ->
                        undone(
                            draft,
                            entry.undone(
                                clock.instant(),
                                STRANDED,
                                "given up: "
                                    + entry.change().inverse().observe(now).description()))));
  }

  /** Looks at the world once more, and keeps what is not as it was before this run. */
  public void verify(String runId, Inventory now) {
    Stream<Difference> changed =
        entries.of(runId).stream()
            .filter(Entry::wasEverAsked)
            .map(entry -> entry.change().inverse())
            .filter(inverse -> !inverse.observe(now).is(AFTER))
            .map(inverse -> difference(inverse, now));
    runs.differs(runId, Stream.concat(changed, displaced(runId, now)).toList());
  }

  private static Difference difference(Change inverse, Inventory now) {
    return Difference.of(inverse.object(), inverse.after(), inverse.observe(now).description());
  }

  /** VMs that were not to move, and left with their host after all. */
  private Stream<Difference> displaced(String runId, Inventory now) {
    return runs.get(runId).requirePlan().staying().stream()
        .filter(vm -> now.vm(vm.vm()).filter(seen -> !seen.runsOn(vm.host())).isPresent())
        .map(
            vm ->
                Difference.of(
                    vm.vm(),
                    "runs on " + vm.host(),
                    VmState.describe(now.vm(vm.vm()).orElseThrow())));
  }
}
