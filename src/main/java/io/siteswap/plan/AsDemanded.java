package io.siteswap.plan;

import io.siteswap.manager.inventory.Inventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each change of the plan holds; of several of one object the last. */
public record AsDemanded() implements Goal {
  @Override
  public String inWords() {
    return "Each object is as the plan demands it";
  }

  @Override
  public List<Difference> missing(Plan plan, Inventory now) {
    Map<String, Change> last = new LinkedHashMap<>();
    plan.changes().forEach(change -> last.put(change.object().id(), change));
    List<Difference> missing = new ArrayList<>();
    last.values()
        .forEach(
            change -> {
              ObservedState observed = change.observe(now);
              if (!observed.is(ObservedState.Kind.AFTER)) {
                missing.add(Difference.of(change.object(), change.after(), observed.description()));
              }
            });
    return missing;
  }
}
