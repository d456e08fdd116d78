package io.siteswap.ledger;

import static io.siteswap.ledger.ChangeState.ALREADY;
import static io.siteswap.ledger.ChangeState.DONE;
import static io.siteswap.ledger.ChangeState.REVERTING;
import static io.siteswap.ledger.ChangeState.STRANDED;
import static io.siteswap.ledger.Direction.BACK;
import static io.siteswap.plan.ObservedState.Kind.AFTER;
import static io.siteswap.plan.ObservedState.Kind.ASTRAY;
import static io.siteswap.plan.ObservedState.Kind.BEFORE;
import static java.util.stream.Collectors.toSet;

import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Change;
import io.siteswap.plan.Dependency;
import io.siteswap.plan.Difference;
import io.siteswap.plan.ObservedState;
import io.siteswap.plan.VmState;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Brings what a run has changed back to its recorded before: only what this run asked for, and only
 * where the world does not show the before already.
 */
@Component
public class Undo {
  private final Runs runs;
  private final Entries entries;
  private final Sheets sheets;
  private final LedgerWriter writer;
  private final PhaseDriver driver;
  private final AwayFromHome away;
  private final InstantSource clock;

  Undo(
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

  /** Begins or resumes the undo of a phase and asks for all that can be asked for now. */
  public void begin(String runId, String phase, Inventory now, Manager manager) {
    Sheet sheet = sheets.take(runId, phase, BACK);
    writer.write(
        sheet,
        draft -> {
          draft.enter();
          Set<Dependency> foreign = madeByOthers(runId, phase);
          sheet.open().stream()
              .filter(entry -> !entry.is(REVERTING))
              .forEach(entry -> begin(draft, entry, foreign, now));
        });
    driver.settle(sheet, now, manager);
    driver.ask(sheet, now, manager);
    sheets.keep(sheet);
  }

  /** What this run was to make and somebody else has made. */
  private Set<Dependency> madeByOthers(String runId, String phase) {
    return entries.of(runId, phase).stream()
        .filter(entry -> entry.is(ALREADY) && entry.change().makesItsObject())
        .map(entry -> Dependency.on(entry.change()))
        .collect(toSet());
  }

  /** What depends on another's object, and what somebody has changed since, is not ours to undo. */
  private void begin(Draft draft, Entry entry, Set<Dependency> foreign, Inventory now) {
    Observation seen = seen(entry, now);
    if (entry.change().dependsOn().filter(foreign::contains).isPresent()) {
      draft.save(entry.already(seen));
    } else if (isChangedSince(entry, now)) {
      String words = "changed since by somebody else: " + seen.description();
      draft.save(entry.undone(clock.instant(), STRANDED, words));
      draft.note(entry, "change-stranded", entry.change().object().name() + ": " + words);
    } else {
      draft.save(entry.with(REVERTING, ""));
    }
  }

  private static Observation seen(Entry entry, Inventory now) {
    return new Observation(now.seenAt(), entry.change().observe(now).description());
  }

  /** Done by this run, and now neither so nor as before. */
  private static boolean isChangedSince(Entry entry, Inventory now) {
    ObservedState forward = entry.change().observe(now);
    return entry.is(DONE)
        && (forward.is(BEFORE) || forward.is(ASTRAY))
        && !entry.change().inverse().observe(now).is(AFTER);
  }

  /** Settles what this inventory shows, asks for what became possible, and says how it stands. */
  public Outcome look(String runId, String phase, Eyes eyes, Manager manager) {
    Sheet sheet = sheets.take(runId, phase, BACK);
    Inventory now = sheet.seenBy(eyes);
    driver.settle(sheet, now, manager);
    driver.ask(sheet, now, manager);
    Outcome outcome = outcome(sheet, now);
    sheets.keep(sheet);
    return outcome;
  }

  private Outcome outcome(Sheet sheet, Inventory now) {
    List<Entry> open = sheet.open();
    if (open.isEmpty()) {
      return Outcome.settled();
    }
    List<Entry> refused = open.stream().filter(Undo::isRefused).toList();
    boolean othersMove = open.stream().anyMatch(entry -> !isRefused(entry) && moves(entry, now));
    if (refused.isEmpty() || othersMove) {
      return Outcome.waiting("undo: " + Progress.undoWords(sheet.all().size(), open, now));
    }
    return report(sheet, refused);
  }

  private static boolean isRefused(Entry entry) {
    return BACK.is(entry, Direction.Stage.REFUSED);
  }

  /** Under way, or possible as soon as there is room. */
  private static boolean moves(Entry entry, Inventory now) {
    return entry.undo().isOpen() || entry.change().inverse().notYet(now).isEmpty();
  }

  /** Reported once: whoever looks again after that wants it asked for again. */
  private Outcome report(Sheet sheet, List<Entry> refused) {
    writer.write(sheet, draft -> refused.forEach(entry -> draft.save(BACK.again(entry))));
    return Outcome.refused(CarryOut.sentence(refused));
  }

  /** People gave the undo of this phase up. */
  public void leaveStranded(String runId, String phase, Inventory now) {
    Sheet sheet = sheets.take(runId, phase, BACK);
    writer.write(sheet, draft -> sheet.open().forEach(entry -> strand(draft, entry, now)));
  }

  private void strand(Draft draft, Entry entry, Inventory now) {
    String words = "given up: " + entry.change().inverse().observe(now).description();
    draft.save(entry.undone(clock.instant(), STRANDED, words));
    draft.note(entry, "change-stranded", entry.change().object().name() + ": " + words);
  }

  /** Looks at the world once more, and keeps what is not as it was before this run. */
  public void verify(String runId, Inventory now) {
    Stream<Difference> changed =
        entries.of(runId).stream()
            .filter(BACK::concerns)
            .map(entry -> entry.change().inverse())
            .filter(inverse -> !inverse.observe(now).is(AFTER))
            .map(inverse -> difference(inverse, now));
    runs.differs(runId, Stream.concat(changed, displaced(runId, now)).toList());
    away.undoEnded(runId, now);
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
