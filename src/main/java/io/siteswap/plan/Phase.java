package io.siteswap.plan;

import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The changes that one step of a runbook makes together; its id is the step's id.
 *
 * @param forecast how long it takes if nothing goes wrong; plans of earlier versions have none
 */
public record Phase(String id, List<Change> changes, Optional<Duration> forecast) {
  public Phase {
    changes = List.copyOf(changes);
    forecast = forecast == null ? Optional.empty() : forecast;
  }

  /** It is over once somebody has seen that the work is done. */
  Phase(String id, List<Change> changes, Duration work) {
    this(id, changes, Optional.of(changes.isEmpty() ? Duration.ZERO : work.plus(Forecast.LOOK)));
  }

  /** To ask for each of its changes is all the work. */
  public Phase(String id, List<Change> changes) {
    this(id, changes, Forecast.requests(changes));
  }

  /** What holds already in that world takes no time. */
  static List<Phase> seenIn(Inventory now, Phase... phases) {
    return Stream.of(phases)
        .map(phase -> phase.isHeld(now) ? phase.at(Duration.ZERO) : phase)
        .toList();
  }

  private boolean isHeld(Inventory now) {
    return changes.stream().allMatch(change -> change.observe(now).is(ObservedState.Kind.AFTER));
  }

  private Phase at(Duration took) {
    return new Phase(id, changes, Optional.of(took));
  }

  Phase within(List<HostRef> targets) {
    return new Phase(id, changes.stream().map(change -> change.within(targets)).toList(), forecast);
  }
}
