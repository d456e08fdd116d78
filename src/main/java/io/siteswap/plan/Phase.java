package io.siteswap.plan;

import io.siteswap.manager.HostRef;
import java.util.List;

/** The changes that one step of a runbook makes together; its id is the step's id. */
public record Phase(String id, List<Change> changes) {
  public Phase {
    changes = List.copyOf(changes);
  }

  Phase within(List<HostRef> targets) {
    return new Phase(id, changes.stream().map(change -> change.within(targets)).toList());
  }
}
