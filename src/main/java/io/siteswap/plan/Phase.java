package io.siteswap.plan;

import java.util.List;

/** The changes that one step of a runbook makes together; its id is the step's id. */
public record Phase(String id, List<Change> changes) {
  public Phase {
    changes = List.copyOf(changes);
  }

  /** What of this phase people approve, one line a change. */
  List<String> identity() {
    return changes.stream().map(change -> id + ": " + change.identity()).sorted().toList();
  }
}
