package io.siteswap.recovery.steps;

import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.recovery.AttestationRule;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Asks every probe whether hosts are down, and lays that and the plan before those who attest. */
@Component
class AttestationQuestion {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  // A timer of a picture cannot be left out.
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final ClusterSettingsByName clusterSettings;
  private final LivenessProbes probes;
  private final Recoveries recoveries;
  private final SiteAttestations attestations;
  private final AttestationView view;
  private final AttestationRules rules;
  private final FormPages pages;
  private final InstantSource clock;

  AttestationQuestion(
      ClusterSettingsByName clusterSettings,
      LivenessProbes probes,
      Recoveries recoveries,
      SiteAttestations attestations,
      AttestationView view,
      AttestationRules rules,
      FormPages pages,
      InstantSource clock) {
    this.clusterSettings = clusterSettings;
    this.probes = probes;
    this.recoveries = recoveries;
    this.attestations = attestations;
    this.view = view;
    this.rules = rules;
    this.pages = pages;
    this.clock = clock;
  }

  /**
   * What the picture goes on with.
   *
   * @param groups whose members are asked
   * @param overdue how long they have until others are called
   * @param again from then on so often
   */
  record Asked(String groups, Duration overdue, Duration again) {
    /** Once, then again and again: as the timer of the picture has it. */
    String cycle(Instant now) {
      return "R/%s/%s".formatted(now.plus(overdue).truncatedTo(ChronoUnit.SECONDS), again);
    }
  }

  Asked ask(Run run, StretchCluster cluster, Plan plan, Inventory now, boolean isNews) {
    Recovery policy = clusterSettings.of(cluster).recovery();
    AttestationRule rule = isNews ? rules.askAnew(run) : rules.of(run.id());
    List<ProbeReport> reports = probes.ask(cluster, policy, plan.toBeConfirmed(), now);
    recoveries.testified(run.id(), reports);
    List<SiteAttestation> given = attestations.valid(run.id(), plan.fingerprint().value());
    pages.keep(run.id(), Variables.ATTESTATION, view.of(run, plan, now, rule, reports, given));
    return new Asked(
        String.join(",", new TreeSet<>(rule.groups())),
        untilOverdue(run, rule),
        rule.remindEvery().orElse(NEVER));
  }

  /** Counted from the first question: being asked again gives nobody more time. */
  private Duration untilOverdue(Run run, AttestationRule rule) {
    Recoveries.Recovery recovery = recoveries.get(run.id());
    if (rule.escalateAfter().isEmpty() || recovery.escalatedAt().isPresent()) {
      return rule.remindEvery().orElse(NEVER);
    }
    Instant due = recovery.askedAt().orElseThrow().plus(rule.escalateAfter().get());
    Duration left = Duration.between(clock.instant(), due);
    return left.compareTo(AT_ONCE) < 0 ? AT_ONCE : left;
  }
}
