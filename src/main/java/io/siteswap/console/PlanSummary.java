package io.siteswap.console;

import io.siteswap.manager.inventory.HostRef;
import io.siteswap.paging.Page;
import io.siteswap.plan.Change;
import io.siteswap.plan.Phase;
import io.siteswap.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan without its long lists, which have addresses of their own.
 *
 * @param targets the hosts that are to carry the VMs afterwards
 * @param staying how many VMs cannot move
 * @param forecast how long it takes if nothing goes wrong
 * @param notes what people are to know besides
 */
record PlanSummary(
    List<PhaseRow> phases,
    List<HostRef> targets,
    int staying,
    Duration forecast,
    List<String> notes) {

  /**
   * A phase, and how many changes it has.
   *
   * @param forecast null in plans of earlier versions
   */
  record PhaseRow(String id, int changes, Duration forecast) {
    static PhaseRow of(Phase phase) {
      return new PhaseRow(phase.id(), phase.changes().size(), phase.forecast().orElse(null));
    }
  }

  /** A change as it was approved; what has become of it is a {@link ChangeRow}. */
  record PlannedRow(
      String phase,
      String type,
      String id,
      String object,
      String action,
      String before,
      String after,
      String why) {
    private static PlannedRow of(String phase, Change change) {
      return new PlannedRow(
          phase,
          change.object().type(),
          change.object().id(),
          change.object().name(),
          change.action(),
          change.before(),
          change.after(),
          change.why());
    }
  }

  static PlanSummary of(Plan plan) {
    return new PlanSummary(
        plan.phases().stream().map(PhaseRow::of).toList(),
        plan.targets(),
        plan.staying().size(),
        plan.forecast(),
        Page.first(plan.notes()));
  }

  /** All changes, in their order. */
  static List<PlannedRow> changes(Plan plan) {
    List<PlannedRow> rows = new ArrayList<>();
    plan.phases()
        .forEach(
            phase ->
                phase.changes().forEach(change -> rows.add(PlannedRow.of(phase.id(), change))));
    return rows;
  }
}
