package io.siteswap.runbook;

import io.siteswap.manager.HostRef;
import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.plan.BringUpVm;
import io.siteswap.plan.Change;
import io.siteswap.plan.EvacuateVm;
import io.siteswap.plan.MigrateVm;
import io.siteswap.plan.PlaceVms;
import io.siteswap.plan.Plan;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the account must be allowed to do, by the Manager's names, and what of it is missing. */
final class NeededPermits {
  private static final Set<String> ALL =
      Set.of(
          "manipulate_host",
          "edit_host_configuration",
          "edit_vm_properties",
          "migrate_vm",
          "run_vm",
          "manipulate_affinity_groups",
          "inject_external_events");

  private NeededPermits() {}

  /** Of all that any runbook asks for. */
  static Set<String> missing(Manager manager) {
    return missing(manager, ALL);
  }

  /** Of what the changes of this plan need. */
  static Set<String> missing(Manager manager, Plan plan) {
    Set<String> needed =
        plan.changes().stream()
            .map(NeededPermits::needed)
            .filter(permit -> !permit.isEmpty())
            .collect(Collectors.toSet());
    return needed.isEmpty() ? Set.of() : missing(manager, needed);
  }

  private static String needed(Change change) {
    if (change instanceof PlaceVms) {
      return "manipulate_affinity_groups";
    }
    if (change instanceof BringUpVm) {
      return "run_vm";
    }
    // The undo of a VM that left with its host migrates it.
    if (change instanceof MigrateVm || change instanceof EvacuateVm) {
      return "migrate_vm";
    }
    return change.object() instanceof HostRef ? "manipulate_host" : "";
  }

  private static Set<String> missing(Manager manager, Set<String> needed) {
    Set<String> lacking = new TreeSet<>(needed);
    try {
      lacking.removeAll(manager.permits());
    } catch (ManagerRefused e) {
      return new TreeSet<>(Set.of("to read its own permissions (" + e.description() + ")"));
    }
    return lacking;
  }
}
