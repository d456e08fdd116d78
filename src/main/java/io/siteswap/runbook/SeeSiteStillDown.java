package io.siteswap.runbook;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.loss.Quorum;
import io.siteswap.loss.Recoveries;
import io.siteswap.loss.SiteAttestation;
import io.siteswap.loss.SiteAttestations;
import io.siteswap.loss.Testimony;
import io.siteswap.loss.Witnesses;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.site.Outsides;
import io.siteswap.site.Recovery;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Asks the witnesses once more, right before the point of no return: a host that answers now and
 * did not when people attested is attested anew.
 */
@Component("seeSiteStillDown")
class SeeSiteStillDown implements JavaDelegate {
  private final Runs runs;
  private final Survey survey;
  private final Planners planners;
  private final StretchClusters clusters;
  private final Outsides outsides;
  private final Witnesses witnesses;
  private final Recoveries recoveries;
  private final SiteAttestations attestations;
  private final Journal journal;

  SeeSiteStillDown(
      Runs runs,
      Survey survey,
      Planners planners,
      StretchClusters clusters,
      Outsides outsides,
      Witnesses witnesses,
      Recoveries recoveries,
      SiteAttestations attestations,
      Journal journal) {
    this.runs = runs;
    this.survey = survey;
    this.planners = planners;
    this.clusters = clusters;
    this.outsides = outsides;
    this.witnesses = witnesses;
    this.recoveries = recoveries;
    this.attestations = attestations;
    this.journal = journal;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Run run = runs.get(execution.getProcessInstanceId());
    StretchCluster cluster = clusters.named(run.cluster());
    Recovery policy = outsides.of(cluster).recovery();
    Inventory now = survey.look(run);
    Set<HostRef> confirmed = planners.confirmed(run);
    List<HostRef> hosts =
        run.requirePlan().toBeConfirmed().stream()
            .filter(host -> !confirmed.contains(host))
            .toList();
    List<SiteAttestation> given =
        attestations.valid(run.id(), run.approvedFingerprint().orElse(""));
    Quorum then = Quorum.of(policy, hosts, recoveries.get(run.id()).testimonies(), given);
    List<Testimony> testimonies = witnesses.ask(cluster, policy, then.reached(), now);
    Quorum still = Quorum.of(policy, then.reached(), testimonies, given);
    boolean isEnough = hosts.isEmpty() || still.isReached();
    if (!isEnough) {
      attestations.makeVoid(run.id());
      journal.add(run.id(), Actor.SITESWAP, "attestation-void", still.words() + alive(testimonies));
    }
    execution.setVariable(Variables.OUTCOME, isEnough ? "none" : "attest");
  }

  private static String alive(List<Testimony> testimonies) {
    return testimonies.stream()
        .filter(Testimony::isAlive)
        .map(one -> "; " + one.host() + ": " + String.join(", ", one.aliveBecause()))
        .collect(Collectors.joining());
  }
}
