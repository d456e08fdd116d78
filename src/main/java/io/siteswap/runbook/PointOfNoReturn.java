package io.siteswap.runbook;

import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Run;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From when on nothing of a run is undone, or ended as if nothing had happened. */
@Component
public class PointOfNoReturn {
  private final Entries entries;

  PointOfNoReturn(Entries entries) {
    this.entries = entries;
  }

  /** Why nothing of the run can be undone from this phase on; empty where it still can. */
  Optional<String> whyNoUndo(Run run, String phase) {
    return isBehind(run, phase) ? Optional.of(tooLate(run, "undone")) : Optional.empty();
  }

  /** Whether a phase of the run lies behind it; so it does once anything was asked for. */
  public boolean isBehind(Run run, String phase) {
    return run.requirePlan().isPastReturn(phase) || !crossedBy(run).isEmpty();
  }

  /** Whether something was asked for that nothing takes back. */
  public boolean isCrossed(Run run) {
    return !crossedBy(run).isEmpty();
  }

  /** Throws {@link Refused} once something was asked for that nothing takes back. */
  public void refuseBehind(Run run, String what) {
    if (!crossedBy(run).isEmpty()) {
      throw new Refused(tooLate(run, what));
    }
  }

  /** The runbook has no way back from its phases either, before the first request has left. */
  public void refuseBehind(Run run, String phase, String what) {
    if (isBehind(run, phase)) {
      throw new Refused(tooLate(run, what));
    }
  }

  /** Why a run cannot be undone, or withdrawn, any more, and what can be done instead. */
  private String tooLate(Run run, String what) {
    List<String> crossed = crossedBy(run);
    return "Behind the point of no return the run cannot be %s%s: try again, or go on without what is"
            .formatted(
                what,
                crossed.isEmpty() ? "" : " (asked for were " + String.join(", ", crossed) + ")")
        + " open; a failback brings home later what can be brought home.";
  }

  /** What was asked for, and nothing takes back. */
  private List<String> crossedBy(Run run) {
    return entries.of(run.id()).stream()
        .filter(entry -> entry.change().isIrreversible() && entry.wasEverAsked())
        .map(entry -> entry.change().object().name())
        .toList();
  }
}
