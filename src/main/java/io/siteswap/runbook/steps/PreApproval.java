package io.siteswap.runbook.steps;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.runbook.PlanAdvice;
import io.siteswap.runbook.Runbooks;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Approves a plan in nobody's name where its runbook allows that, its ticket vouches for it, and
 * nothing blocks it.
 */
@Component
class PreApproval {
  private final Runs runs;
  private final Runbooks runbooks;
  private final Journal journal;
  private final List<PlanAdvice> advice;

  PreApproval(Runs runs, Runbooks runbooks, Journal journal, List<PlanAdvice> advice) {
    this.runs = runs;
    this.runbooks = runbooks;
    this.journal = journal;
    this.advice = List.copyOf(advice);
  }

  boolean isApproved(Run run) {
    if (!runbooks.of(run).mayBePreApproved()
        || run.findings().stream().anyMatch(Finding::isBlocker)) {
      return false;
    }
    Optional<String> why =
        advice.stream().flatMap(one -> one.preApproval(run).stream()).findFirst();
    why.ifPresent(reason -> approve(run, reason));
    return why.isPresent();
  }

  private void approve(Run run, String reason) {
    runs.approved(run.id(), run.fingerprint().orElseThrow());
    journal.add(
        run.id(),
        Actor.SITESWAP,
        "plan-pre-approved",
        "%s (%s)".formatted(reason, run.planNamed()));
  }
}
