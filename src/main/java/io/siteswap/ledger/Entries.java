package io.siteswap.ledger;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.siteswap.plan.Change;
import io.siteswap.plan.Dependency;
import io.siteswap.plan.Phase;
import io.siteswap.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The changes of all runs: what the plan of a run says, together with what has become of it. A
 * change that nothing has become of stands in the plan alone, and is approved with it.
 */
@Component
public class Entries {
  private final EntryRows rows;
  private final Plans plans;

  Entries(EntryRows rows, Plans plans) {
    this.rows = rows;
    this.plans = plans;
  }

  /** By number. */
  public List<Entry> of(String runId) {
    return rows.head(runId)
        .map(head -> merged(head, rows.of(head), entry -> true))
        .orElse(List.of());
  }

  public List<Entry> of(String runId, String phase) {
    return rows.head(runId).map(head -> of(head, phase)).orElse(List.of());
  }

  /** How far the run is, without reading what its changes are. */
  public Tally tally(String runId) {
    return rows.head(runId).map(rows::tally).orElse(new Tally(0, 0, Optional.empty()));
  }

  /** Whether the world may have changed by the run, without reading what its changes are. */
  public boolean hasBegun(String runId) {
    return rows.hasBegun(runId);
  }

  boolean hasBegun(String runId, String phase) {
    return rows.hasBegun(runId, phase);
  }

  List<Entry> of(Head head, String phase) {
    return merged(head, rows.of(head, phase), entry -> entry.phase().equals(phase));
  }

  private List<Entry> merged(Head head, List<Entry> rows, Predicate<Entry> wanted) {
    Map<Integer, Entry> all = new TreeMap<>();
    head.planId().stream()
        .map(plans::get)
        .flatMap(plan -> untouched(head, plan))
        .filter(wanted)
        .forEach(entry -> all.put(entry.number(), entry));
    rows.forEach(entry -> all.put(entry.number(), entry));
    return List.copyOf(all.values());
  }

  private static Stream<Entry> untouched(Head head, StoredPlan plan) {
    return plan.items().entrySet().stream()
        .map(
            item ->
                Entry.planned(
                    head.runId(), item.getKey(), plan.id(), item.getValue(), head.untouched()));
  }

  /** Whether there is anything to do in the phase. */
  boolean hasAny(String runId, String phase) {
    return rows.head(runId)
        .filter(
            head ->
                head.planId().map(plans::get).filter(plan -> plan.has(phase)).isPresent()
                    || !rows.of(head, phase).isEmpty())
        .isPresent();
  }

  /**
   * Puts the plan, from a phase on, in place of what was only planned or approved. What was asked
   * for stays; what was refused is planned once more, or left out.
   */
  @Transactional
  public void plan(String runId, Plan plan, String fromPhase) {
    rows.advance(runId);
    Head head = rows.head(runId).orElseThrow();
    List<Entry> touched = rows.of(head);
    Map<String, Entry> underWay = byKey(touched, Entries::isUnderWay);
    Map<String, Entry> open = byKey(touched, Entries::isOpen);
    Map<Integer, Change> again = new LinkedHashMap<>();
    List<Integer> numbers = new ArrayList<>();
    int highest = head.planId().map(plans::get).map(StoredPlan::highest).orElse(0);
    for (Phase phase : plan.phases().stream().dropWhile(p -> !p.id().equals(fromPhase)).toList()) {
      for (Change change : phase.changes()) {
        Entry known = known(key(phase.id(), change), underWay, open);
        if (known == null) {
          highest++;
        } else if (isOpen(known)) {
          again.put(known.number(), change);
        }
        numbers.add(known == null ? highest : known.number());
      }
    }
    long id = plans.add(runId, plan, new Numbers(numbers), highest);
    rows.planned(runId, id);
    rows.delete(touched.stream().filter(e -> isOpen(e) && !isKept(e, again)).toList());
    rows.save(
        touched.stream()
            .filter(entry -> isOpen(entry) && isKept(entry, again))
            .map(entry -> again(entry, id, again))
            .toList());
  }

  private static Entry known(String key, Map<String, Entry> underWay, Map<String, Entry> open) {
    return underWay.containsKey(key) ? underWay.get(key) : open.remove(key);
  }

  private static boolean isKept(Entry entry, Map<Integer, Change> again) {
    return again.containsKey(entry.number()) || entry.wasEverAsked();
  }

  private static Entry again(Entry entry, long planId, Map<Integer, Change> again) {
    return again.containsKey(entry.number())
        ? entry.plannedAgain(planId, again.get(entry.number()))
        : entry.with(ChangeState.LEFT, entry.description());
  }

  private static Map<String, Entry> byKey(List<Entry> some, Predicate<Entry> which) {
    return some.stream()
        .filter(which)
        .collect(toMap(Entries::key, entry -> entry, (first, last) -> last));
  }

  /** What was asked for and not refused is not planned once more. */
  private static boolean isUnderWay(Entry entry) {
    return entry.is(ChangeState.REQUESTED) || entry.is(ChangeState.DONE);
  }

  private static boolean isOpen(Entry entry) {
    return entry.is(ChangeState.REFUSED)
        || entry.is(ChangeState.PLANNED)
        || entry.is(ChangeState.APPROVED);
  }

  private static String key(Entry entry) {
    return key(entry.phase(), entry.change());
  }

  private static String key(String phase, Change change) {
    return phase + " " + change.identity();
  }

  /** People leave these out; what depends on one of them is left out with it. */
  @Transactional
  public void leave(String runId, Predicate<Change> which, String description) {
    rows.advance(runId);
    List<Entry> all = of(runId).stream().filter(entry -> !entry.isClosed()).toList();
    rows.save(
        withDependents(all, which)
            .map(entry -> entry.with(ChangeState.LEFT, description))
            .toList());
  }

  /**
   * People want after all what they had left out before it was asked for. What was planned anew
   * since is open already.
   */
  @Transactional
  public void reopen(String runId, Predicate<Change> which) {
    rows.advance(runId);
    Map<String, Entry> newest = new LinkedHashMap<>();
    of(runId).forEach(entry -> newest.put(key(entry), entry));
    List<Entry> left =
        newest.values().stream()
            .filter(entry -> entry.is(ChangeState.LEFT) && !entry.wasEverAsked())
            .toList();
    rows.save(
        withDependents(left, which).map(entry -> entry.with(ChangeState.APPROVED, "")).toList());
  }

  private static Stream<Entry> withDependents(List<Entry> all, Predicate<Change> which) {
    Set<Dependency> chosen =
        all.stream().map(Entry::change).filter(which).map(Dependency::on).collect(toSet());
    return all.stream()
        .filter(
            entry ->
                which.test(entry.change())
                    || entry.change().dependsOn().filter(chosen::contains).isPresent());
  }
}
