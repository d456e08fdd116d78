package io.siteswap.ledger;

import java.util.Optional;

/**
 * Where the changes of a run stand.
 *
 * @param planId the plan that counts
 * @param approved whether people have approved it
 * @param revision counts what was written of the changes
 */
record Head(String runId, Optional<Long> planId, boolean approved, long revision) {
  /** The state of a change that nothing has become of. */
  ChangeState untouched() {
    return approved ? ChangeState.APPROVED : ChangeState.PLANNED;
  }

  Head advanced() {
    return new Head(runId, planId, approved, revision + 1);
  }
}
