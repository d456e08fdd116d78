package io.siteswap.ledger;

import io.siteswap.plan.Change;
import io.siteswap.plan.Phase;
import io.siteswap.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One version of a run's plan as the ledger keeps it: immutable, with a number for each change that
 * it puts to people.
 *
 * @param items by number; what earlier versions have brought about already has none here
 * @param highest the highest number of this version and those before it
 */
record StoredPlan(long id, Plan plan, Map<Integer, Item> items, int highest) {

  /** A change and the phase that makes it. */
  record Item(String phase, Change change) {}

  boolean has(String phase) {
    return plan.phase(phase).filter(found -> !found.changes().isEmpty()).isPresent();
  }

  static StoredPlan of(long id, Plan plan, Numbers numbers, int highest) {
    Map<Integer, Item> items = new TreeMap<>();
    List<Integer> each = numbers.values();
    int skipped = plan.changes().size() - each.size();
    int at = -skipped;
    for (Phase phase : plan.phases()) {
      for (Change change : phase.changes()) {
        if (at >= 0) {
          items.put(each.get(at), new Item(phase.id(), change));
        }
        at++;
      }
    }
    return new StoredPlan(id, plan, items, highest);
  }
}
