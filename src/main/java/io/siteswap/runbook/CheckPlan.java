package io.siteswap.runbook;

import io.siteswap.ledger.CarryOut;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.plan.PlanDifference;
import java.util.List;
import java.util.Optional;
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
  private final Vouching vouching;

  CheckPlan(Runs runs, CarryOut carryOut, Survey survey, Vouching vouching) {
    this.runs = runs;
    this.carryOut = carryOut;
    this.survey = survey;
    this.vouching = vouching;
  }

  /**
   * VMs recover while the run goes on, so what was approved for them holds as it is. What must
   * still be true is which hosts are down: one that is back, or one more that is not, is attested
   * anew, and so is one that a witness says to be alive before it is confirmed.
   */
  private boolean isAttested(Run run, Step step, Plan plan, Inventory now) {
    Set<HostRef> attested = Set.copyOf(run.requirePlan().toBeConfirmedFrom(step.phase()));
    Set<HostRef> dead = Set.copyOf(plan.toBeConfirmedFrom(step.phase()));
    Optional<String> doubt =
        run.approvedFingerprint().isPresent() && attested.equals(dead)
            ? Optional.of(run)
                .filter(r -> carryOut.isIrreversible(r.id(), step.phase()))
                .flatMap(r -> vouching.doubt(r, now))
            : Optional.of(
                "attested were %s, silent are %s".formatted(names(attested), names(dead)));
    doubt.ifPresent(why -> vouching.makeVoid(run, why));
    return doubt.isEmpty();
  }

  private static String names(Set<HostRef> hosts) {
    return hosts.stream().map(HostRef::name).sorted().toList().toString();
  }

  @Override
  public void execute(DelegateExecution execution) {
    Step step = Step.of(execution);
    execution.setVariable(Variables.OUTCOME, "none");
    Run run = runs.get(step.runId());
    boolean isRecovery = run.runbook().equals(RecoverLostSite.ID);
    boolean begun = !carryOut.isUntouched(step.runId(), step.phase());
    if (carryOut.isIdle(step.runId(), step.phase()) || (begun && !isRecovery)) {
      return;
    }
    Inventory now = survey.look(run);
    Plan plan = survey.plan(run, now);
    if (isRecovery) {
      execution.setVariable(
          Variables.OUTCOME, isAttested(run, step, plan, now) ? "none" : "attest");
      return;
    }
    List<PlanDifference> news = run.requirePlan().differencesFrom(step.phase(), plan);
    if (!news.isEmpty() || run.approvedFingerprint().isEmpty()) {
      survey.propose(execution, run, plan, step.phase(), now, news);
      execution.setVariable(Variables.OUTCOME, "outdated");
    }
  }
}
