package io.siteswap.recovery.steps;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.recovery.steps.AttestationQuestion.Asked;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import io.siteswap.runbook.steps.Proposals;
import io.siteswap.runbook.steps.Survey;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Draws up the plan from what the Manager shows, and asks probes and people whether the hosts are
 * really down.
 */
@Component("probeHosts")
class ProbeHosts implements JavaDelegate {
  private static final String ATTESTING = "attestingGroups";
  private static final String OVERDUE = "overdue";

  private final Runs runs;
  private final Survey survey;
  private final Proposals proposals;
  private final RecoverLostSite runbook;
  private final Confirmations confirmations;
  private final StretchClusters clusters;
  private final Vouching vouching;
  private final AttestationQuestion question;
  private final InstantSource clock;

  ProbeHosts(
      Runs runs,
      Survey survey,
      Proposals proposals,
      RecoverLostSite runbook,
      Confirmations confirmations,
      StretchClusters clusters,
      Vouching vouching,
      AttestationQuestion question,
      InstantSource clock) {
    this.runs = runs;
    this.survey = survey;
    this.proposals = proposals;
    this.runbook = runbook;
    this.confirmations = confirmations;
    this.clusters = clusters;
    this.vouching = vouching;
    this.question = question;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Run run = runs.get(execution.getProcessInstanceId());
    boolean redraw = Step.text(execution, Variables.DECISION).equals("redraw");
    Inventory now = survey.look(run);
    StretchCluster cluster = clusters.named(run.cluster());
    Plan plan =
        (redraw ? runbook.anew(run, cluster, now) : runbook.planner(run, cluster, now)).plan(now);
    boolean isNews = !run.fingerprint().equals(Optional.of(plan.fingerprint().value()));
    if (isNews) {
      // A host may have come and gone: who has vouched for it before has not seen that.
      vouching.makeVoid(run, "the plan has changed");
      proposals.propose(run, plan, now);
    }
    Asked asked = question.ask(runs.get(run.id()), cluster, plan, now, isNews);
    execution.setVariable(ATTESTING, asked.groups());
    execution.setVariable(OVERDUE, asked.cycle(clock.instant()));
    // A run that began before waits by this one.
    execution.setVariable(Variables.ESCALATE_AFTER, asked.overdue().toString());
    String outcome = outcome(plan, confirmations.of(run, now));
    if (outcome.equals("carryOn") && isNews) {
      // Less than what was approved: hosts have come back.
      runs.approved(run.id(), plan.fingerprint().value());
    }
    if (outcome.equals("nothing")) {
      run.plan().ifPresent(earlier -> runs.differs(run.id(), earlier.down(now)));
    }
    execution.setVariable(Variables.OUTCOME, outcome);
    execution.setVariable(Variables.ATTESTED, outcome.equals("carryOn"));
    execution.setVariable(Variables.DECISION, "none");
  }

  /** Where hosts were confirmed already, their VMs are brought up whatever the others do. */
  private static String outcome(Plan plan, Set<HostRef> confirmed) {
    if (!confirmed.containsAll(plan.toBeConfirmed())) {
      return "none";
    }
    return confirmed.isEmpty() ? "nothing" : "carryOn";
  }
}
