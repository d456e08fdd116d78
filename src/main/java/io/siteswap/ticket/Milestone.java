package io.siteswap.ticket;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a ticket hears, and which lines of the journal say it. */
enum Milestone {
  OPENED("opened"),
  PLANNED("planned"),
  GATE_PASSED("gatePassed"),
  APPROVED("approved"),
  DECIDED("decided"),
  CARRYING_OUT("carryingOut"),
  REFUSED("refused"),
  UNDOING("undoing"),
  STRANDED("stranded"),
  ENDED("ended");

  private static final Map<String, Milestone> BY_EVENT =
      Map.ofEntries(
          Map.entry("run-opened", OPENED),
          Map.entry("plan-drawn-up", PLANNED),
          Map.entry("plan-outdated", PLANNED),
          Map.entry("plan-pre-approved", APPROVED),
          Map.entry("gate-passed", GATE_PASSED),
          Map.entry("gate-recorded", GATE_PASSED),
          Map.entry("change-requested", CARRYING_OUT),
          Map.entry("change-refused", REFUSED),
          Map.entry("undo-requested", UNDOING),
          Map.entry("undo-refused", REFUSED),
          Map.entry("change-stranded", STRANDED),
          Map.entry("run-ended", ENDED));

  private static final Set<String> APPROVALS = Set.of("approvePlan", "approveChangedPlan");

  /** Said with what began it. */
  private static final Set<String> SILENT = Set.of("started-from-ticket");

  /** Once in a run, however many lines of it there are. */
  private static final Set<Milestone> ONCE = Set.of(CARRYING_OUT, UNDOING);

  private final String event;

  Milestone(String event) {
    this.event = event;
  }

  /** Whatever people do is one; of what Siteswap does, what is named here. */
  static Optional<Milestone> of(Journal.Line line) {
    Milestone named = BY_EVENT.get(line.event());
    if (named != null || line.actor().equals(Actor.SITESWAP) || SILENT.contains(line.event())) {
      return Optional.ofNullable(named);
    }
    boolean approved = APPROVALS.contains(line.event()) && line.detail().startsWith("approve:");
    return Optional.of(approved ? APPROVED : DECIDED);
  }

  /** Names what is said of the line among all that the ticket hears. */
  String key(Journal.Line line) {
    return event + ":" + line.runId() + (ONCE.contains(this) ? "" : ":" + line.sequence());
  }
}
