package io.siteswap.ledger;

import static io.siteswap.ledger.ChangeState.APPROVED;
import static io.siteswap.ledger.ChangeState.LEFT;
import static io.siteswap.ledger.ChangeState.REFUSED;
import static io.siteswap.ledger.ChangeState.REQUESTED;
import static io.siteswap.ledger.Direction.FORWARD;
import static io.siteswap.plan.ObservedState.Kind.AFTER;
import static io.siteswap.plan.ObservedState.Kind.BEFORE;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import io.siteswap.plan.Difference;
import io.siteswap.plan.ObservedState;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Carries out the changes of a phase, and does with them what people decide. It may be interrupted
 * anywhere and called again.
 */
@Component
public class CarryOut {
  private final Runs runs;
  private final Entries entries;
  private final Sheets sheets;
  private final LedgerWriter writer;
  private final PhaseDriver driver;
  private final AwayFromHome away;
  private final InstantSource clock;

  CarryOut(
      Runs runs,
      Entries entries,
      Sheets sheets,
      LedgerWriter writer,
      PhaseDriver driver,
      AwayFromHome away,
      InstantSource clock) {
    this.runs = runs;
    this.entries = entries;
    this.sheets = sheets;
    this.writer = writer;
    this.driver = driver;
    this.away = away;
    this.clock = clock;
  }

  /**
   * Begins a phase: what holds already is marked, each before is recorded as it is now, and what
   * can be asked for is asked for.
   */
  public void begin(String runId, String phase, Inventory now, Manager manager) {
    Sheet sheet = sheets.take(runId, phase, FORWARD);
    writer.write(
        sheet,
        draft -> {
          draft.enter();
          sheet.open().stream()
              .filter(entry -> entry.is(APPROVED) && !entry.wasEverAsked())
              .forEach(entry -> record(draft, entry, now));
        });
    driver.ask(sheet, now, manager);
    sheets.keep(sheet);
  }

  /** A before that is as the plan has it needs no row. */
  private static void record(Draft draft, Entry entry, Inventory now) {
    ObservedState observed = entry.change().observe(now);
    Entry recorded =
        observed.is(AFTER)
            ? entry.already(new Observation(now.seenAt(), observed.description()))
            : entry.with(entry.change().seenIn(now));
    if (!recorded.equals(entry)) {
      draft.save(recorded);
    }
  }

  /** Whether nothing is to be changed and nothing to be seen in this phase. */
  public boolean isIdle(String runId, String phase) {
    return !entries.hasAny(runId, phase) && !isVerification(runId, phase);
  }

  /** Whether nothing would take this phase back. */
  public boolean isIrreversible(String runId, String phase) {
    return entries.of(runId, phase).stream().anyMatch(entry -> entry.change().isIrreversible());
  }

  /** Whether the run has asked for anything yet. */
  public boolean hasBegun(String runId) {
    return entries.hasBegun(runId);
  }

  /** Whether nothing of the phase has been asked for yet. */
  public boolean isUntouched(String runId, String phase) {
    return !entries.hasBegun(runId, phase);
  }

  /**
   * People want another try: what was refused, and what had no effect, is asked for at the next
   * look.
   *
   * @param aborted whether the phase was going on well when somebody aborted it
   */
  public void tryAgain(String runId, String phase, boolean aborted, Inventory now) {
    Sheet sheet = sheets.take(runId, phase, FORWARD);
    writer.writeWithStep(
        sheet,
        draft -> {
          draft.enter();
          boolean othersMove =
              aborted || sheet.open().stream().anyMatch(entry -> entry.is(REFUSED));
          sheet.open().stream()
              .filter(entry -> entry.is(REFUSED) || isWithoutEffect(entry, othersMove, now))
              .forEach(entry -> draft.save(entry.with(entry.change().insisted(now)).again()));
        });
  }

  /** What the Manager does by itself may wait for its turn as long as others move. */
  private static boolean isWithoutEffect(Entry entry, boolean othersMove, Inventory now) {
    return entry.is(REQUESTED)
        && !(othersMove ? entry.change() : entry.change().insisted(now)).implied()
        && entry.change().observe(now).is(BEFORE);
  }

  /** People go on without what holds the phase up; the next look asks for the rest. */
  public void goOnWithout(String runId, String phase, Inventory now) {
    Sheet sheet = sheets.take(runId, phase, FORWARD);
    leave(sheet, Standstill.of(List.copyOf(sheet.all()), Optional.of(now)), now);
  }

  /** People end a phase that was aborted: what is not done is not asked for any more. */
  public void endWithout(String runId, String phase, Inventory now) {
    Sheet sheet = sheets.take(runId, phase, FORWARD);
    leave(sheet, Standstill.ofAborted(List.copyOf(sheet.all())), now);
  }

  private void leave(Sheet sheet, List<Entry> some, Inventory now) {
    writer.writeWithStep(
        sheet,
        draft -> {
          draft.enter();
          some.forEach(entry -> draft.save(entry.with(LEFT, left(entry, now))));
        });
    // Only named here: this step's transaction would wait for one that writes of other phases.
    if (isVerification(sheet.runId(), sheet.phase())) {
      runs.differs(sheet.runId(), missing(sheet.runId(), now));
    }
  }

  /** Without a host's maintenance its VMs stay as well, also those that came from a neighbour. */
  private void leaveWhatIsHeld(Sheet sheet, Inventory now) {
    if (!sheet.hasLeft()) {
      return;
    }
    writer.write(
        sheet,
        draft ->
            sheet.open().stream()
                .filter(entry -> entry.is(REQUESTED) && entry.change().observe(now).is(BEFORE))
                .filter(entry -> sheet.isHeld(entry.change().seenIn(now)))
                .forEach(entry -> draft.save(entry.with(LEFT, left(entry, now)))));
  }

  private static String left(Entry entry, Inventory now) {
    return entry.description().isBlank()
        ? entry.change().observe(now).description()
        : entry.description();
  }

  /** Settles what this inventory shows, asks for what became possible, and says how it stands. */
  public Outcome look(String runId, String phase, Eyes eyes, Manager manager) {
    Sheet sheet = sheets.take(runId, phase, FORWARD);
    Inventory now = sheet.seenBy(eyes);
    leaveWhatIsHeld(sheet, now);
    driver.settle(sheet, now, manager);
    driver.ask(sheet, now, manager);
    Outcome outcome = outcome(sheet, now);
    if (outcome.is(Outcome.Kind.SETTLED)) {
      // A glance may be older in what it did not need; the record is made from a whole look.
      conclude(runId, phase, sheet.all().isEmpty() ? now : eyes.look(Part.all(), Set.of()));
    }
    sheets.keep(sheet);
    return outcome;
  }

  private Outcome outcome(Sheet sheet, Inventory now) {
    List<Entry> open = sheet.open();
    List<Entry> refused =
        open.stream().filter(entry -> entry.is(REFUSED) && isJudged(entry, now)).toList();
    if (!refused.isEmpty()) {
      return Outcome.refused(sentence(refused));
    }
    Optional<String> pause = sheet.waves(clock.instant()).pause();
    if (pause.isPresent()) {
      // A pause that was asked for is nothing that is stuck.
      runs.progressed(sheet.runId());
      return Outcome.waiting(pause.get());
    }
    if (!open.isEmpty()) {
      return Outcome.waiting(Progress.describe(sheet.all().size(), open, now));
    }
    return isVerification(sheet.runId(), sheet.phase())
        ? goal(sheet.runId(), now)
        : Outcome.settled();
  }

  static String sentence(Collection<Entry> refused) {
    return refused.stream()
        .map(entry -> entry.change().object().name() + ": " + entry.description())
        .collect(Collectors.joining("; "));
  }

  private boolean isVerification(String runId, String phase) {
    return runs.get(runId).requirePlan().isVerification(phase);
  }

  /** Only a look after the refusal can tell whether the object was just busy. */
  private static boolean isJudged(Entry entry, Inventory now) {
    return entry.ask().answeredAt().map(at -> at.isBefore(now.seenAt())).orElse(true);
  }

  /** The last phase is there to see the goal of the whole run. */
  private Outcome goal(String runId, Inventory now) {
    List<Difference> missing = missing(runId, now);
    List<Difference> unexplained = missing.isEmpty() ? missing : unexplained(runId, missing);
    return unexplained.isEmpty()
        ? Outcome.settled()
        : Outcome.waiting(
            unexplained.stream()
                .map(Difference::toString)
                .limit(3)
                .collect(Collectors.joining("; ")));
  }

  private List<Difference> unexplained(String runId, List<Difference> missing) {
    return Explained.by(runs.get(runId), entries.of(runId)).remove(missing);
  }

  /**
   * What has left home by this phase goes on record. Once the goal has been looked at: what is not
   * as it has it, all of it explained by now.
   */
  private void conclude(String runId, String phase, Inventory now) {
    if (isVerification(runId, phase)) {
      settleWhatHolds(runId, now);
      runs.differs(runId, missing(runId, now));
      away.runEnded(runId, now);
    } else {
      away.phaseEnded(runId, now);
    }
  }

  /** What holds without its phase having seen it. */
  private void settleWhatHolds(String runId, Inventory now) {
    entries.of(runId).stream()
        .filter(entry -> !entry.isClosed() && entry.change().observe(now).is(AFTER))
        .collect(groupingBy(Entry::phase))
        .forEach((phase, open) -> settleWhatHolds(sheets.take(runId, phase, FORWARD), open, now));
  }

  private void settleWhatHolds(Sheet sheet, List<Entry> open, Inventory now) {
    writer.write(
        sheet,
        draft ->
            open.forEach(
                entry -> {
                  ObservedState seen = entry.change().observe(now);
                  draft.save(
                      FORWARD.reached(entry, new Observation(now.seenAt(), seen.description())));
                }));
  }

  /**
   * What of the goal the world does not show, and which approved change, whatever road was taken.
   */
  private List<Difference> missing(String runId, Inventory now) {
    List<Difference> goal = runs.get(runId).requirePlan().missing(now);
    Set<String> named = goal.stream().map(Difference::id).collect(toSet());
    return Stream.concat(
            goal.stream(),
            entries.of(runId).stream()
                .filter(entry -> !entry.isClosed() && !named.contains(entry.change().object().id()))
                .filter(entry -> !entry.change().observe(now).is(AFTER))
                .map(entry -> difference(entry, entry.change().observe(now).description())))
        .toList();
  }

  private static Difference difference(Entry entry, String actual) {
    return Difference.of(entry.change().object(), entry.change().after(), actual);
  }
}
