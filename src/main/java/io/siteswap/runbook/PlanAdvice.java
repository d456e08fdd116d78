package io.siteswap.runbook;

import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.readiness.checks.Finding;
import java.util.Optional;
import java.util.stream.Stream;

/** What other rooms have to say of a plan, to whoever approves it. */
public interface PlanAdvice {
  Stream<Finding> on(Run run, Plan plan, Inventory now);

  /** Whether it is an emergency, for whoever says who must approve. */
  default boolean isEmergency(Run run) {
    return false;
  }

  /** Why the plan needs no second approval; empty where it does. */
  default Optional<String> preApproval(Run run) {
    return Optional.empty();
  }
}
