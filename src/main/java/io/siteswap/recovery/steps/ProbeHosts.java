package io.siteswap.recovery.steps;

import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.recovery.LivenessProbes;
import io.siteswap.recovery.ProbeReport;
import io.siteswap.recovery.Recoveries;
import io.siteswap.recovery.SiteAttestations;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Survey;
import io.siteswap.runbook.Variables;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Draws up the plan from what the Manager shows, asks every probe whether the hosts are really
 * down, and lays both before the people who attest it.
 */
@Component("probeHosts")
class ProbeHosts implements JavaDelegate {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Runs runs;
  private final Survey survey;
  private final RecoverLostSite runbook;
  private final Confirmations confirmations;
  private final StretchClusters clusters;
  private final ClusterSettingsByName clusterSettings;
  private final LivenessProbes probes;
  private final Recoveries recoveries;
  private final SiteAttestations attestations;
  private final Vouching vouching;
  private final AttestationView view;
  private final FormPages pages;
  private final InstantSource clock;

  ProbeHosts(
      Runs runs,
      Survey survey,
      RecoverLostSite runbook,
      Confirmations confirmations,
      StretchClusters clusters,
      ClusterSettingsByName clusterSettings,
      LivenessProbes probes,
      Recoveries recoveries,
      SiteAttestations attestations,
      Vouching vouching,
      AttestationView view,
      FormPages pages,
      InstantSource clock) {
    this.runs = runs;
    this.survey = survey;
    this.runbook = runbook;
    this.confirmations = confirmations;
    this.clusters = clusters;
    this.clusterSettings = clusterSettings;
    this.probes = probes;
    this.recoveries = recoveries;
    this.attestations = attestations;
    this.vouching = vouching;
    this.view = view;
    this.pages = pages;
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
      survey.propose(run, plan, plan.phases().get(0).id(), now, List.of());
    }
    ask(execution, runs.get(run.id()), plan, now);
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

  private void ask(DelegateExecution execution, Run run, Plan plan, Inventory now) {
    StretchCluster cluster = clusters.named(run.cluster());
    List<ProbeReport> reports =
        probes.ask(cluster, clusterSettings.of(cluster).recovery(), plan.toBeConfirmed(), now);
    recoveries.testified(run.id(), reports);
    execution.setVariable(Variables.ESCALATE_AFTER, untilEscalation(run, cluster).toString());
    pages.keep(
        run.id(),
        Variables.ATTESTATION,
        view.of(run, plan, now, reports, attestations.valid(run.id(), plan.fingerprint().value())));
  }

  /** Counted from the first question: being asked again gives nobody more time. */
  private Duration untilEscalation(Run run, StretchCluster cluster) {
    Instant asked = recoveries.get(run.id()).askedAt().orElseThrow();
    Instant due = asked.plus(clusterSettings.of(cluster).recovery().escalateAfter());
    Duration left = Duration.between(clock.instant(), due);
    return left.compareTo(AT_ONCE) < 0 ? AT_ONCE : left;
  }

  /** Where hosts were confirmed already, their VMs are brought up whatever the others do. */
  private static String outcome(Plan plan, Set<HostRef> confirmed) {
    if (!confirmed.containsAll(plan.toBeConfirmed())) {
      return "none";
    }
    return confirmed.isEmpty() ? "nothing" : "carryOn";
  }
}
