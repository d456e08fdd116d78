package io.siteswap.console;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Tally;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.plan.Difference;
import io.siteswap.plan.PlanDifference;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.recovery.steps.Measures.Measure;
import java.time.Instant;
import java.util.List;

/**
 * A run as a whole.
 *
 * @param waitingFor what is waited for and why, and until when
 * @param differences what is not as it should be at the end, each explained or stranded; like the
 *     findings only the first of them
 * @param measures how long a recovery took; empty for other runbooks, like what follows
 * @param predecessor the run whose ledger this one has taken over
 * @param successor the run that has taken this one's ledger over
 * @param changeRecord the record that was filed after an emergency
 */
record RunDetail(
    @JsonUnwrapped RunSummary run,
    String phase,
    Progress progress,
    String waitingFor,
    Instant waitingUntil,
    String fingerprint,
    String approvedFingerprint,
    PlanSummary plan,
    List<PlanDifference> planDifferences,
    List<Finding> findings,
    List<Difference> differences,
    Counts counts,
    List<Measure> measures,
    List<RecoveryDetail.AttestationRow> attestations,
    List<RecoveryDetail.TestimonyRow> testimonies,
    String predecessor,
    String successor,
    String changeRecord) {

  /** How long those lists are of which only the first lines are here. */
  record Counts(int planDifferences, int findings, int differences) {
    int moreDifferences() {
      return Math.max(0, differences - Paging.USUAL);
    }
  }

  /** How many changes of the run are settled. */
  record Progress(long done, long total) {}

  static RunDetail of(Run run, Tally changes, RecoveryDetail recovery) {
    return new RunDetail(
        RunSummary.of(run),
        run.phase().orElse(null),
        new Progress(changes.done(), changes.total()),
        run.waitingFor().orElse(null),
        run.waitingUntil().orElse(null),
        run.fingerprint().orElse(null),
        run.approvedFingerprint().orElse(null),
        run.plan().map(PlanSummary::of).orElse(null),
        Page.first(run.planDifferences()),
        Page.first(run.findings()),
        Page.first(run.differences()),
        new Counts(run.planDifferences().size(), run.findings().size(), run.differences().size()),
        recovery.measures(),
        recovery.attestations(),
        recovery.testimonies(),
        recovery.predecessor().map(Run::id).orElse(null),
        recovery.successor().map(Run::id).orElse(null),
        recovery.changeRecord().orElse(null));
  }
}
