package io.siteswap.ledger;

import io.siteswap.plan.Plan;

/** A plan as the database holds it; large ones are worth reading only when somebody needs them. */
record StoredPlan(String json) {
  Plan read() {
    return Json.read(json, Plan.class);
  }
}
