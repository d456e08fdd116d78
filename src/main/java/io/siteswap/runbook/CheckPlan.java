package io.siteswap.runbook;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.CarryOut;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.loss.SiteAttestations;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.plan.PlanDifference;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Draws the plan up again before a phase begins: if what is still to do no longer matches what was
 * approved, nothing is asked of the Manager and people are asked again.
 */
@Component("checkPlan")
class CheckPlan implements JavaDelegate {
  private final Runs runs;
  private final CarryOut carryOut;
  private final Survey survey;
  private final SiteAttestations attestations;
  private final Journal journal;

  CheckPlan(
      Runs runs, CarryOut carryOut, Survey survey, SiteAttestations attestations, Journal journal) {
    this.runs = runs;
    this.carryOut = carryOut;
    this.survey = survey;
    this.attestations = attestations;
    this.journal = journal;
  }

  /**
   * VMs recover while the run goes on, so what was approved for them holds as it is. What must
   * still be true is which hosts are down: one that is back, or one more that is not, is attested
   * anew.
   */
  private boolean isAttested(Run run, Step step, Plan now) {
    Set<HostRef> attested = Set.copyOf(run.requirePlan().toBeConfirmedFrom(step.phase()));
    Set<HostRef> dead = Set.copyOf(now.toBeConfirmedFrom(step.phase()));
    if (run.approvedFingerprint().isPresent() && attested.equals(dead)) {
      return true;
    }
    attestations.makeVoid(run.id());
    journal.add(
        run.id(),
        Actor.SITESWAP,
        "attestation-void",
        "attested were %s, silent are %s".formatted(names(attested), names(dead)));
    return false;
  }

  private static String names(Set<HostRef> hosts) {
    return hosts.stream().map(HostRef::name).sorted().toList().toString();
  }

  @Override
  public void execute(DelegateExecution execution) {
    Step step = Step.of(execution);
    execution.setVariable(Variables.OUTCOME, "none");
    Run run = runs.get(step.runId());
    boolean isRecovery = run.runbook().equals(RunbookEngine.RECOVER_LOST_SITE);
    boolean begun = !carryOut.isUntouched(step.runId(), step.phase());
    if (carryOut.isIdle(step.runId(), step.phase()) || (begun && !isRecovery)) {
      return;
    }
    Inventory now = survey.look(run);
    Plan plan = survey.plan(run, now);
    if (isRecovery) {
      execution.setVariable(Variables.OUTCOME, isAttested(run, step, plan) ? "none" : "attest");
      return;
    }
    List<PlanDifference> news = run.requirePlan().differencesFrom(step.phase(), plan);
    if (!news.isEmpty() || run.approvedFingerprint().isEmpty()) {
      survey.propose(execution, run, plan, step.phase(), now, news);
      execution.setVariable(Variables.OUTCOME, "outdated");
    }
  }
}
