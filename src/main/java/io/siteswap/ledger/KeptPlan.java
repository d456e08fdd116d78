package io.siteswap.ledger;

import io.siteswap.plan.Plan;

/** Where the plan of a run is kept; large ones are worth reading only when somebody needs them. */
record KeptPlan(long id, Plans plans) {
  Plan read() {
    return plans.get(id).plan();
  }

  /** SHA-256 of what is stored, which nobody alters. */
  String digest() {
    return Digest.of(plans.body(id));
  }
}
