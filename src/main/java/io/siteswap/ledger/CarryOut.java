package io.siteswap.ledger;

import static io.siteswap.ledger.ChangeState.APPROVED;
import static io.siteswap.ledger.ChangeState.LEFT;
import static io.siteswap.ledger.ChangeState.REFUSED;
import static io.siteswap.ledger.ChangeState.REQUESTED;
import static io.siteswap.plan.ObservedState.Kind.AFTER;
import static io.siteswap.plan.ObservedState.Kind.ASTRAY;
import static io.siteswap.plan.ObservedState.Kind.BEFORE;

import io.siteswap.manager.Inventory;
import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerEvent;
import io.siteswap.plan.Change;
import io.siteswap.plan.Difference;
import io.siteswap.plan.ObservedState;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Drives the changes of a phase: lets be asked what can be asked now, settles by looking, and does
 * what people decide. It may be interrupted anywhere and called again.
 */
@Component
public class CarryOut {
  private final Runs runs;
  private final Entries entries;
  private final LedgerWriter writer;
  private final LedgerProperties properties;
  private final Asking asking;
  private final InstantSource clock;

  CarryOut(
      Runs runs,
      Entries entries,
      LedgerWriter writer,
      LedgerProperties properties,
      Asking asking,
      InstantSource clock) {
    this.runs = runs;
    this.entries = entries;
    this.writer = writer;
    this.properties = properties;
    this.asking = asking;
    this.clock = clock;
  }

  /** Begins a phase: what holds already is marked, and each before is recorded as it is now. */
  public void begin(String runId, String phase, Inventory now) {
    writer.write(
        draft -> {
          runs.enter(runId, phase);
          entries.of(runId, phase).stream()
              .filter(entry -> entry.is(APPROVED) && !entry.wasEverAsked())
              .forEach(entry -> draft.save(recorded(entry, now)));
        });
  }

  private static Entry recorded(Entry entry, Inventory now) {
    ObservedState observed = entry.change().observe(now);
    return observed.is(AFTER)
        ? entry.already(new Observation(now.seenAt(), observed.description()))
        : entry.with(entry.change().seenIn(now));
  }

  /** Whether nothing is to be changed and nothing to be seen in this phase. */
  public boolean isIdle(String runId, String phase) {
    return entries.of(runId, phase).isEmpty() && !isVerification(runId, phase);
  }

  /** Whether nothing would take this phase back. */
  public boolean isIrreversible(String runId, String phase) {
    return entries.of(runId, phase).stream().anyMatch(entry -> entry.change().isIrreversible());
  }

  /** Whether nothing of the phase has been asked for yet. */
  public boolean isUntouched(String runId, String phase) {
    return entries.of(runId, phase).stream().noneMatch(Entry::wasEverAsked);
  }

  /**
   * People want another try: what was refused, and what had no effect, is asked for at the next
   * look.
   */
  public void tryAgain(String runId, String phase, Inventory now) {
    writer.writeWithStep(
        draft -> {
          runs.enter(runId, phase);
          entries.of(runId, phase).stream()
              .filter(entry -> entry.is(REFUSED) || isWithoutEffect(entry, now))
              .forEach(entry -> draft.save(entry.with(entry.change().insisted()).again()));
        });
  }

  private static boolean isWithoutEffect(Entry entry, Inventory now) {
    return entry.is(REQUESTED)
        && !entry.change().insisted().implied()
        && entry.change().observe(now).is(BEFORE);
  }

  /** People go on without what holds the phase up; the next look asks for the rest. */
  public void goOnWithout(String runId, String phase, Inventory now) {
    leave(runId, phase, Standstill.of(entries.of(runId, phase), Optional.of(now)), now);
  }

  /** People end a phase that was aborted: what is not done is not asked for any more. */
  public void endWithout(String runId, String phase, Inventory now) {
    leave(runId, phase, Standstill.ofAborted(entries.of(runId, phase)), now);
  }

  private void leave(String runId, String phase, List<Entry> some, Inventory now) {
    writer.writeWithStep(
        draft -> {
          runs.enter(runId, phase);
          some.forEach(entry -> draft.save(entry.with(LEFT, left(entry, now))));
        });
    conclude(runId, phase, now);
  }

  /** Without a host's maintenance its VMs stay as well, also those that came from a neighbour. */
  private void leaveWhatIsHeld(String runId, String phase, Inventory now) {
    List<Entry> all = entries.of(runId, phase);
    List<Entry> left = all.stream().filter(entry -> entry.is(LEFT)).toList();
    writer.write(
        draft ->
            all.stream()
                .filter(entry -> entry.is(REQUESTED) && entry.change().observe(now).is(BEFORE))
                .filter(entry -> isHeld(entry.change().seenIn(now), left))
                .forEach(entry -> draft.save(entry.with(LEFT, left(entry, now)))));
  }

  private static boolean isHeld(Change change, List<Entry> left) {
    return left.stream().anyMatch(entry -> change.dependsOn(entry.change()));
  }

  private static String left(Entry entry, Inventory now) {
    return entry.description().isBlank()
        ? entry.change().observe(now).description()
        : entry.description();
  }

  /** Asks for all that can be asked for now. */
  public void ask(String runId, String phase, Inventory now, Manager manager) {
    asking.ask(entries.of(runId, phase), now, manager);
  }

  /** Settles what this inventory shows, asks for what became possible, and says how it stands. */
  public Outcome look(String runId, String phase, Inventory now, Manager manager) {
    leaveWhatIsHeld(runId, phase, now);
    Map<String, String> unseen = unseenFailures(entries.of(runId, phase), now, manager);
    writer.write(
        draft -> {
          boolean moved =
              entries.of(runId, phase).stream()
                  .map(entry -> settle(draft, entry, now, manager, unseen))
                  .reduce(false, Boolean::logicalOr);
          if (moved) {
            runs.progressed(runId);
          }
        });
    ask(runId, phase, now, manager);
    return outcome(runId, phase, now);
  }

  /** What failed although the inventory shows it as done, by correlation id. */
  private static Map<String, String> unseenFailures(
      List<Entry> all, Inventory now, Manager manager) {
    return all.stream()
        .filter(entry -> entry.is(REQUESTED) && entry.change().mayFailUnseen())
        .filter(entry -> entry.change().observe(now).is(AFTER))
        .findFirst()
        .map(
            entry ->
                manager.errors(entry.runsCorrelation()).stream()
                    .collect(
                        Collectors.toMap(
                            ManagerEvent::correlationId,
                            ManagerEvent::description,
                            (first, second) -> first)))
        .orElse(Map.of());
  }

  private boolean settle(
      Draft draft, Entry entry, Inventory now, Manager manager, Map<String, String> unseen) {
    ObservedState observed = entry.change().observe(now);
    if (entry.is(REQUESTED) && unseen.containsKey(entry.correlationId().value())) {
      draft.refuse(entry, unseen.get(entry.correlationId().value()));
      return false;
    }
    if (entry.is(REFUSED) && entry.change().mayFailUnseen() && observed.is(AFTER)) {
      return false;
    }
    if (entry.is(APPROVED) && observed.is(ASTRAY) && !isWantedAgain(entry, now)) {
      draft.refuse(entry, observed.description());
    }
    if (!entry.is(REQUESTED) && !entry.is(REFUSED)) {
      return false;
    }
    if (observed.is(AFTER)) {
      draft.save(entry.done(new Observation(now.seenAt(), observed.description())));
      draft.note(
          entry, "change-done", entry.change().object().name() + ": " + observed.description());
      return true;
    }
    if (entry.is(REFUSED)) {
      return isTooEarly(draft, entry, now);
    }
    if (observed.is(ASTRAY)) {
      draft.refuse(entry, withReason(observed.description(), entry, manager));
    } else if (observed.is(BEFORE) && isDisplaced(entry, now)) {
      draft.save(entry.again());
    } else if (observed.is(BEFORE)) {
      badNews(entry, now, manager).ifPresent(description -> draft.refuse(entry, description));
    }
    return false;
  }

  /** People have seen that it is astray, and want the Manager to have the last word. */
  private static boolean isWantedAgain(Entry entry, Inventory now) {
    return entry.wasEverAsked() && entry.change().notYet(now).isEmpty();
  }

  /** Refused because the object was just busy: asked for again as soon as it is not. */
  private boolean isTooEarly(Draft draft, Entry entry, Inventory now) {
    if (entry.change().notYet(now).isPresent()) {
      draft.save(entry.again());
    }
    return false;
  }

  /**
   * Accepted long ago, and the object is meanwhile elsewhere than it was then: somebody else, such
   * as the affinity enforcement, came first, and the Manager has dropped what we asked for. Only
   * migrations, and only once: after that people decide.
   */
  private boolean isDisplaced(Entry entry, Inventory now) {
    return entry.change().lane().isPresent()
        && entry.ask().attempt() == 1
        && isSilent(entry)
        && !entry.change().seenIn(now).equals(entry.change());
  }

  /** Accepted long ago, and nothing has happened: the Manager's events may say why (T-1, T-8). */
  private Optional<String> badNews(Entry entry, Inventory now, Manager manager) {
    return isSilent(entry)
        ? entry.change().whyWithoutEffect(now).or(() -> reason(entry, manager))
        : Optional.empty();
  }

  private static String withReason(String description, Entry entry, Manager manager) {
    Optional<String> reason = entry.change().implied() ? Optional.empty() : reason(entry, manager);
    return reason.map(why -> description + ": " + why).orElse(description);
  }

  private static Optional<String> reason(Entry entry, Manager manager) {
    return manager.events(entry.correlationId()).stream()
        .filter(ManagerEvent::isBad)
        .map(ManagerEvent::description)
        .findFirst();
  }

  private boolean isSilent(Entry entry) {
    return !entry.change().implied()
        && entry
            .ask()
            .answeredAt()
            .filter(at -> at.plus(properties.silence()).isBefore(clock.instant()))
            .isPresent();
  }

  private Outcome outcome(String runId, String phase, Inventory now) {
    List<Entry> all = entries.of(runId, phase);
    List<Entry> refused =
        all.stream().filter(entry -> entry.is(REFUSED) && isJudged(entry, now)).toList();
    if (!refused.isEmpty()) {
      return Outcome.refused(
          refused.stream()
              .map(entry -> entry.change().object().name() + ": " + entry.description())
              .collect(Collectors.joining("; ")));
    }
    List<Entry> open = all.stream().filter(entry -> !entry.state().isSettled()).toList();
    Optional<String> pause = Waves.of(all, clock.instant()).pause();
    if (pause.isPresent()) {
      // A pause that was asked for is nothing that is stuck.
      runs.progressed(runId);
      return Outcome.waiting(pause.get());
    }
    if (!open.isEmpty()) {
      return Outcome.waiting(Progress.describe(all, open, now));
    }
    return isVerification(runId, phase) ? goal(runId, now) : Outcome.settled();
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
    List<Difference> missing = unexplained(runId, now);
    return missing.isEmpty()
        ? Outcome.settled()
        : Outcome.waiting(
            missing.stream().map(Difference::toString).limit(3).collect(Collectors.joining("; ")));
  }

  private List<Difference> unexplained(String runId, Inventory now) {
    Run run = runs.get(runId);
    return Explained.by(run, entries.of(runId)).remove(run.requirePlan().missing(now));
  }

  /** Once the goal has been looked at: what is not as it has it, all of it explained by now. */
  public void conclude(String runId, String phase, Inventory now) {
    if (isVerification(runId, phase)) {
      runs.differs(runId, runs.get(runId).requirePlan().missing(now));
    }
  }
}
