package io.siteswap.evidence;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.ChangeState;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Observation;
import io.siteswap.ledger.PhaseTimes;
import io.siteswap.ledger.Run;
import io.siteswap.plan.Phase;
import io.siteswap.plan.Plan;
import io.siteswap.recovery.Recoveries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What regulation asks of a run: when it was detected, declared, approved and over, by whom and in
 * which role; what was aimed at and what was reached; and what went otherwise than planned.
 */
final class Chronicle {
  private static final String REACHED = "reached";
  private static final String MISSED = "missed";

  /** Than was forecast, which nobody demands. */
  private static final String LONGER = "longer";

  private static final Set<String> DECISIONS =
      Set.of("approvePlan", "approveChangedPlan", "attestSiteDown", "confirmReplication");

  /** What Siteswap notes when something is not as it was thought. */
  private static final Map<String, String> UNPLANNED =
      Map.of(
          "plan-outdated", "The world had changed, and people were asked again",
          "gate-closed", "The gate was closed",
          "gate-recorded", "The ticket did not allow it, and an emergency is not kept waiting",
          "desk-away", "The desk did not answer",
          "ticket-withdrawn", "The ticket was withdrawn",
          "attestation-void", "An attestation became void",
          "attestation-overdue", "An attestation was overdue",
          "approval-escalated", "An approval was overdue",
          "plan-pre-approved", "The plan was approved beforehand, by its ticket",
          "engine-operation", "Somebody acted on the engine, past the runbook");

  private static final Map<String, String> BY_PEOPLE =
      Map.of(
          "run-aborted", "The run was aborted",
          "run-retried", "Steps that had failed were retried",
          "site-lost", "The site was declared lost on the way",
          "decideOnRefusedChanges", "People decided on changes that were refused",
          "decideOnStuckChanges", "People decided on changes that stood still",
          "decideOnTicket", "People decided to go on without the desk");

  private static final Map<ChangeState, String> OTHERWISE =
      Map.of(
          ChangeState.REFUSED, "refused",
          ChangeState.LEFT, "left out",
          ChangeState.REVERTED, "taken back",
          ChangeState.STRANDED, "not to be taken back",
          ChangeState.REVERTING, "still on the way back");

  private final Dossier dossier;
  private final Run run;
  private final List<Moment> moments;
  private final List<Target> targets;
  private final List<String> deviations;

  Chronicle(Dossier dossier) {
    this.dossier = dossier;
    this.run = dossier.run();
    this.moments = findMoments();
    this.targets = findTargets();
    this.deviations = findDeviations();
  }

  List<Moment> moments() {
    return moments;
  }

  List<Target> targets() {
    return targets;
  }

  List<String> deviations() {
    return deviations;
  }

  /**
   * Something that happened.
   *
   * @param role in which somebody did it; empty where nobody of ours did
   */
  record Moment(String what, Instant at, String who, String role) {}

  /** What was aimed at; the verdict is empty where nobody demands it. */
  record Target(String what, String target, String actual, String verdict) {}

  /**
   * What was planned of a phase, and what came of it.
   *
   * @param planned how many changes the plan has; empty where it does not know the phase any more
   * @param changes how many there were, of this plan and of earlier ones
   * @param verdict empty where nothing was forecast, or nothing is over
   */
  record PhaseDone(
      String what,
      Optional<Integer> planned,
      int changes,
      String states,
      Optional<Duration> forecast,
      PhaseTimes times,
      String verdict) {}

  List<PhaseDone> phases() {
    return dossier.changes().stream()
        .collect(groupingBy(Entry::phase, LinkedHashMap::new, toList()))
        .entrySet()
        .stream()
        .map(phase -> phase(phase.getKey(), phase.getValue()))
        .toList();
  }

  private PhaseDone phase(String id, List<Entry> changes) {
    Optional<Phase> planned = run.plan().flatMap(plan -> plan.phase(id));
    Optional<Duration> forecast = planned.flatMap(Phase::forecast);
    PhaseTimes times = PhaseTimes.of(changes);
    Map<ChangeState, Long> states =
        changes.stream()
            .collect(groupingBy(Entry::state, () -> new EnumMap<>(ChangeState.class), counting()));
    return new PhaseDone(
        dossier.label(id),
        planned.map(phase -> phase.changes().size()),
        changes.size(),
        states.entrySet().stream()
            .map(state -> state.getValue() + " " + state.getKey().word())
            .collect(joining(", ")),
        forecast,
        times,
        forecast
            .flatMap(aim -> times.took().map(took -> took.compareTo(aim) > 0 ? LONGER : REACHED))
            .orElse(""));
  }

  private List<Moment> findMoments() {
    List<Moment> all = new ArrayList<>();
    dossier.recovery().ifPresent(recovery -> all.addAll(ofRecovery(recovery)));
    lines("run-opened")
        .findFirst()
        .ifPresent(
            line ->
                all.add(moment(dossier.recovery().isPresent() ? "Declared" : "Requested", line)));
    lines("site-lost").forEach(line -> all.add(moment("Declared lost", line)));
    dossier
        .gate()
        .flatMap(seen -> seen.passedAt())
        .ifPresent(at -> all.add(new Moment("Gate passed", at, Actor.SITESWAP, "")));
    lines("plan-drawn-up").findFirst().ifPresent(line -> all.add(moment("Plan drawn up", line)));
    dossier.told().stream()
        .filter(line -> DECISIONS.contains(line.event()))
        .forEach(line -> all.add(moment(dossier.label(line.event()) + ": " + word(line), line)));
    lines("plan-pre-approved").forEach(line -> all.add(moment("Approved beforehand", line)));
    firstAsked()
        .ifPresent(at -> all.add(new Moment("First change asked for", at, Actor.SITESWAP, "")));
    lastSeen().ifPresent(at -> all.add(new Moment("Last change seen", at, Actor.SITESWAP, "")));
    run.endedAt()
        .ifPresent(
            at ->
                all.add(
                    new Moment(
                        "Ended: " + dossier.label(run.outcome().orElse("")),
                        at,
                        Actor.SITESWAP,
                        "")));
    all.sort(Comparator.comparing(Moment::at));
    return all;
  }

  private List<Moment> ofRecovery(Recoveries.Recovery recovery) {
    List<Moment> moments = new ArrayList<>();
    moments.add(new Moment("Detected: the site is silent since", recovery.lostAt(), "", ""));
    recovery
        .askedAt()
        .ifPresent(at -> moments.add(new Moment("People asked to attest", at, Actor.SITESWAP, "")));
    recovery
        .attestedAt()
        .ifPresent(
            at -> moments.add(new Moment("Attested by enough people", at, Actor.SITESWAP, "")));
    return moments;
  }

  private Moment moment(String what, Journal.Line line) {
    return new Moment(what, Instant.parse(line.at()), line.actor(), dossier.role(line));
  }

  private Stream<Journal.Line> lines(String event) {
    return dossier.told().stream().filter(line -> line.event().equals(event));
  }

  /** The decision itself, without what was said with it. */
  private static String word(Journal.Line line) {
    int end = line.detail().indexOf(':');
    return end < 0 ? line.detail() : line.detail().substring(0, end);
  }

  private Optional<Instant> firstAsked() {
    return dossier.changes().stream()
        .flatMap(entry -> entry.ask().requestedAt().stream())
        .min(Comparator.naturalOrder());
  }

  private Optional<Instant> lastSeen() {
    return dossier.changes().stream()
        .flatMap(
            entry ->
                Stream.concat(
                    entry.seen().stream().map(Observation::at), entry.undoneAt().stream()))
        .max(Comparator.naturalOrder());
  }

  private List<Target> findTargets() {
    List<Target> all = new ArrayList<>();
    dossier
        .measures()
        .forEach(
            measure ->
                all.add(
                    new Target(
                        measure.what(),
                        measure.aim(),
                        measure.value(),
                        measure.target().isEmpty() ? "" : measure.missed() ? MISSED : REACHED)));
    dossier.runTarget().ifPresent(target -> all.add(wholeRun(target)));
    if (firstAsked().isPresent() && lastSeen().isPresent()) {
      all.add(forecast(Duration.between(firstAsked().get(), lastSeen().get())));
    }
    window("windowStart").ifPresent(start -> all.add(begins(start)));
    dossier
        .gate()
        .flatMap(seen -> seen.windowEnd())
        .or(() -> window("windowEnd"))
        .ifPresent(end -> all.add(ends(end)));
    return all;
  }

  private Target wholeRun(Duration target) {
    Duration taken = Duration.between(run.startedAt(), run.endedAt().orElse(dossier.madeAt()));
    return new Target(
        "the whole run, from its start to its end",
        Spans.words(target),
        Spans.words(taken) + (run.isOpen() ? " so far" : ""),
        taken.compareTo(target) > 0 ? MISSED : run.isOpen() ? "" : REACHED);
  }

  private Target forecast(Duration taken) {
    Optional<Duration> forecast = run.plan().map(Plan::forecast);
    return new Target(
        "from the first change to the last",
        forecast.map(time -> Spans.words(time) + " (forecast)").orElse(""),
        Spans.words(taken),
        forecast.map(time -> taken.compareTo(time) > 0 ? LONGER : REACHED).orElse(""));
  }

  private Optional<Instant> window(String end) {
    return dossier
        .ticket()
        .map(ticket -> ticket.path(end))
        .filter(JsonNode::isTextual)
        .map(at -> Instant.parse(at.asText()));
  }

  private Target begins(Instant start) {
    Optional<Instant> first = firstAsked();
    return new Target(
        "first change, not before the window of the ticket",
        Times.of(start),
        first.map(Times::of).orElse("none"),
        first.map(at -> at.isBefore(start) ? MISSED : REACHED).orElse(""));
  }

  private Target ends(Instant end) {
    Optional<Instant> over = run.endedAt();
    return new Target(
        "end, within the window of the ticket",
        Times.of(end),
        over.map(Times::of).orElse("still open"),
        over.map(at -> at.isAfter(end) ? MISSED : REACHED).orElse(""));
  }

  private List<String> findDeviations() {
    List<String> all = new ArrayList<>();
    for (Journal.Line line : dossier.told()) {
      String words =
          line.actor().equals(Actor.SITESWAP) || UNPLANNED.containsKey(line.event())
              ? UNPLANNED.get(line.event())
              : BY_PEOPLE.get(line.event());
      if (words != null) {
        all.add(
            "%s %s (%s): %s".formatted(Times.of(line.at()), words, line.actor(), line.detail()));
      }
    }
    dossier.persons().glass().stream()
        .filter(line -> line.event().equals("glass-broken"))
        .forEach(
            line ->
                all.add(
                    "%s %s broke the glass: %s"
                        .formatted(Times.of(line.at()), line.actor(), line.detail())));
    OTHERWISE.forEach(
        (state, words) -> {
          long count = dossier.changes().stream().filter(entry -> entry.state() == state).count();
          if (count > 0) {
            all.add(changes(count, words));
          }
        });
    long again = dossier.changes().stream().filter(entry -> entry.ask().attempt() > 1).count();
    if (again > 0) {
      all.add(changes(again, "asked for more than once"));
    }
    dossier.attestations().stream()
        .filter(said -> said.overridden() || said.glass())
        .forEach(
            said ->
                all.add(
                    "%s %s attested %s"
                        .formatted(
                            Times.of(said.at()),
                            said.who(),
                            said.glass() ? "alone, breaking the glass" : "against a probe")));
    targets.stream()
        .filter(target -> target.verdict().equals(MISSED) || target.verdict().equals(LONGER))
        .forEach(
            target ->
                all.add(
                    "Target not reached: %s: %s instead of %s"
                        .formatted(target.what(), target.actual(), target.target())));
    dossier.followed().broken().ifPresent(at -> all.add("The journal is BROKEN at entry " + at));
    dossier.lastCheck().problem().ifPresent(what -> all.add("The journal IS NOT WHOLE: " + what));
    return all;
  }

  private static String changes(long count, String words) {
    return count == 1 ? "1 change was " + words : count + " changes were " + words;
  }

  /** Changes that went otherwise than planned, or of which there is more to say. */
  static boolean isNotable(Entry entry) {
    return OTHERWISE.containsKey(entry.state())
        || entry.ask().attempt() > 1
        || !entry.description().isEmpty();
  }
}
