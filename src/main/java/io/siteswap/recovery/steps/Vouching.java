package io.siteswap.recovery.steps;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.CarryOut;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.recovery.AttestationRule;
import io.siteswap.recovery.AttestationTally;
import io.siteswap.recovery.LivenessProbes;
import io.siteswap.recovery.ProbeReport;
import io.siteswap.recovery.Recoveries;
import io.siteswap.recovery.SiteAttestation;
import io.siteswap.recovery.SiteAttestations;
import io.siteswap.runbook.Runbook;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.Recovery;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Holds what people have vouched for against what the probes say now. */
@Component
class Vouching implements Runbook.Approval {
  private final CarryOut carryOut;
  private final Confirmations confirmations;
  private final StretchClusters clusters;
  private final ClusterSettingsByName clusterSettings;
  private final LivenessProbes probes;
  private final Recoveries recoveries;
  private final AttestationRules rules;
  private final SiteAttestations attestations;
  private final Journal journal;

  Vouching(
      CarryOut carryOut,
      Confirmations confirmations,
      StretchClusters clusters,
      ClusterSettingsByName clusterSettings,
      LivenessProbes probes,
      Recoveries recoveries,
      AttestationRules rules,
      SiteAttestations attestations,
      Journal journal) {
    this.carryOut = carryOut;
    this.confirmations = confirmations;
    this.clusters = clusters;
    this.clusterSettings = clusterSettings;
    this.probes = probes;
    this.recoveries = recoveries;
    this.rules = rules;
    this.attestations = attestations;
    this.journal = journal;
  }

  /**
   * VMs recover while the run goes on, so what was approved for them holds as it is. What must
   * still be true is which hosts are down: one that is back, or one more that is not, is attested
   * anew, and so is one that a probe finds alive before it is confirmed.
   */
  @Override
  public boolean holds(Run run, String phase, Plan plan, Inventory now) {
    Set<HostRef> attested = Set.copyOf(run.requirePlan().toBeConfirmedFrom(phase));
    Set<HostRef> dead = Set.copyOf(plan.toBeConfirmedFrom(phase));
    if (attested.isEmpty() && dead.isEmpty()) {
      // Nobody is to be confirmed any more: what follows looks at each VM by itself.
      return true;
    }
    Optional<String> doubt =
        run.approvedFingerprint().isPresent() && attested.equals(dead)
            ? Optional.of(run)
                .filter(r -> carryOut.isIrreversible(r.id(), phase))
                .flatMap(r -> doubt(r, now))
            : Optional.of(
                "attested were %s, silent are %s".formatted(names(attested), names(dead)));
    doubt.ifPresent(why -> makeVoid(run, why));
    return doubt.isEmpty();
  }

  private static String names(Set<HostRef> hosts) {
    return hosts.stream().map(HostRef::name).sorted().toList().toString();
  }

  /** Why the hosts that are vouched for, and not confirmed yet, can no longer be. */
  Optional<String> doubt(Run run, Inventory now) {
    StretchCluster cluster = clusters.named(run.cluster());
    Recovery policy = clusterSettings.of(cluster).recovery();
    AttestationRule rule = rules.of(run.id());
    Set<HostRef> confirmed = confirmations.of(run, now);
    List<HostRef> open =
        run.requirePlan().toBeConfirmed().stream()
            .filter(host -> !confirmed.contains(host))
            .toList();
    List<SiteAttestation> given =
        attestations.valid(run.id(), run.approvedFingerprint().orElse(""));
    List<HostRef> vouchedFor =
        AttestationTally.of(rule, open, recoveries.get(run.id()).reports(), given).reached();
    if (vouchedFor.isEmpty()) {
      return Optional.empty();
    }
    List<ProbeReport> reports = probes.ask(cluster, policy, vouchedFor, now);
    AttestationTally still = AttestationTally.of(rule, vouchedFor, reports, given);
    return still.isReached() ? Optional.empty() : Optional.of(still.description() + alive(reports));
  }

  private static String alive(List<ProbeReport> reports) {
    return reports.stream()
        .map(ProbeReport::doubt)
        .filter(doubt -> !doubt.isEmpty())
        .map(doubt -> "; " + doubt)
        .collect(Collectors.joining());
  }

  /** Nothing happens where nobody has attested or approved yet. */
  void makeVoid(Run run, String why) {
    boolean attested =
        run.fingerprint().filter(now -> !attestations.valid(run.id(), now).isEmpty()).isPresent();
    if (attested || run.approvedFingerprint().isPresent()) {
      attestations.makeVoid(run.id());
      journal.add(run.id(), Actor.SITESWAP, "attestation-void", why);
    }
  }
}
