package io.siteswap.runbook;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.recovery.AttestationTally;
import io.siteswap.recovery.LivenessProbes;
import io.siteswap.recovery.ProbeReport;
import io.siteswap.recovery.Recoveries;
import io.siteswap.recovery.SiteAttestation;
import io.siteswap.recovery.SiteAttestations;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.Recovery;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Holds what people have vouched for against what the witnesses say now. */
@Component
class Vouching {
  private final Confirmations confirmations;
  private final StretchClusters clusters;
  private final ClusterSettingsByName clusterSettings;
  private final LivenessProbes probes;
  private final Recoveries recoveries;
  private final SiteAttestations attestations;
  private final Journal journal;

  Vouching(
      Confirmations confirmations,
      StretchClusters clusters,
      ClusterSettingsByName clusterSettings,
      LivenessProbes probes,
      Recoveries recoveries,
      SiteAttestations attestations,
      Journal journal) {
    this.confirmations = confirmations;
    this.clusters = clusters;
    this.clusterSettings = clusterSettings;
    this.probes = probes;
    this.recoveries = recoveries;
    this.attestations = attestations;
    this.journal = journal;
  }

  /** Why the hosts that are vouched for, and not confirmed yet, can no longer be. */
  Optional<String> doubt(Run run, Inventory now) {
    StretchCluster cluster = clusters.named(run.cluster());
    Recovery policy = clusterSettings.of(cluster).recovery();
    Set<HostRef> confirmed = confirmations.of(run, now);
    List<HostRef> open =
        run.requirePlan().toBeConfirmed().stream()
            .filter(host -> !confirmed.contains(host))
            .toList();
    List<SiteAttestation> given =
        attestations.valid(run.id(), run.approvedFingerprint().orElse(""));
    List<HostRef> vouchedFor =
        AttestationTally.of(policy, open, recoveries.get(run.id()).reports(), given).reached();
    if (vouchedFor.isEmpty()) {
      return Optional.empty();
    }
    List<ProbeReport> reports = probes.ask(cluster, policy, vouchedFor, now);
    AttestationTally still = AttestationTally.of(policy, vouchedFor, reports, given);
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
