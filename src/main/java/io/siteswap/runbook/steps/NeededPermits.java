package io.siteswap.runbook.steps;

import io.siteswap.manager.inventory.HostRef;
import io.siteswap.plan.BringUpVm;
import io.siteswap.plan.Change;
import io.siteswap.plan.EvacuateVm;
import io.siteswap.plan.MigrateVm;
import io.siteswap.plan.PlaceVms;
import io.siteswap.plan.Plan;
import io.siteswap.readiness.checks.Permission;
import java.util.Set;
import java.util.stream.Collectors;

/** What the account must be allowed to do for a plan, by the Manager's names. */
final class NeededPermits {
  private NeededPermits() {}

  static Set<String> of(Plan plan) {
    return plan.changes().stream()
        .map(NeededPermits::needed)
        .filter(permit -> !permit.isEmpty())
        .collect(Collectors.toSet());
  }

  private static String needed(Change change) {
    if (change instanceof PlaceVms) {
      return Permission.MANIPULATE_AFFINITY_GROUPS;
    }
    if (change instanceof BringUpVm) {
      return Permission.RUN_VM;
    }
    // The undo of a VM that left with its host migrates it.
    if (change instanceof MigrateVm || change instanceof EvacuateVm) {
      return Permission.MIGRATE_VM;
    }
    return change.object() instanceof HostRef ? Permission.MANIPULATE_HOST : "";
  }
}
