package io.siteswap.recovery.steps;

import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Run;
import io.siteswap.manager.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.recovery.LivenessProbes;
import io.siteswap.recovery.ProbeReport;
import io.siteswap.recovery.Recoveries;
import io.siteswap.recovery.SiteAttestation;
import io.siteswap.recovery.SiteAttestations;
import io.siteswap.runbook.Variables;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.Recovery;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks every probe whether hosts are down, and lays that and the plan before those who attest. */
@Component
class AttestationQuestion {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final ClusterSettingsByName clusterSettings;
  private final LivenessProbes probes;
  private final Recoveries recoveries;
  private final SiteAttestations attestations;
  private final AttestationView view;
  private final FormPages pages;
  private final InstantSource clock;

  AttestationQuestion(
      ClusterSettingsByName clusterSettings,
      LivenessProbes probes,
      Recoveries recoveries,
      SiteAttestations attestations,
      AttestationView view,
      FormPages pages,
      InstantSource clock) {
    this.clusterSettings = clusterSettings;
    this.probes = probes;
    this.recoveries = recoveries;
    this.attestations = attestations;
    this.view = view;
    this.pages = pages;
    this.clock = clock;
  }

  /** How long people have until the incident commander is called. */
  Duration ask(Run run, StretchCluster cluster, Plan plan, Inventory now) {
    Recovery policy = clusterSettings.of(cluster).recovery();
    List<ProbeReport> reports = probes.ask(cluster, policy, plan.toBeConfirmed(), now);
    recoveries.testified(run.id(), reports);
    List<SiteAttestation> given = attestations.valid(run.id(), plan.fingerprint().value());
    pages.keep(run.id(), Variables.ATTESTATION, view.of(run, plan, now, reports, given));
    return untilEscalation(run, policy);
  }

  /** Counted from the first question: being asked again gives nobody more time. */
  private Duration untilEscalation(Run run, Recovery policy) {
    Instant asked = recoveries.get(run.id()).askedAt().orElseThrow();
    Duration left = Duration.between(clock.instant(), asked.plus(policy.escalateAfter()));
    return left.compareTo(AT_ONCE) < 0 ? AT_ONCE : left;
  }
}
