package io.siteswap.approval;

import io.siteswap.engine.Person;
import io.siteswap.engine.SignedIn;
import io.siteswap.ledger.Journal;
import io.siteswap.readiness.Attestations;
import io.siteswap.readiness.checks.Attestation;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.NotAllowed;
import io.siteswap.runbook.Refused;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.Typed;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets those vouch for something who may, and writes it into the journal. */
@Component
public class Attest {
  private static final Set<String> MAY = Set.of(Groups.OPERATORS, Groups.APPROVERS);
  private static final int LONGEST_ID = 64;

  private final SignedIn signedIn;
  private final Attestations attestations;
  private final Journal journal;

  Attest(SignedIn signedIn, Attestations attestations, Journal journal) {
    this.signedIn = signedIn;
    this.attestations = attestations;
    this.journal = journal;
  }

  /** Whether whoever is signed in may. */
  public boolean mayNow() {
    return signedIn.now().filter(who -> who.isOfOne(MAY)).isPresent();
  }

  /** Under which what belongs to a cluster and to no run stands in the journal. */
  public static String journalId(StretchCluster cluster) {
    String id = "cluster:" + cluster.name();
    return id.substring(0, Math.min(LONGEST_ID, id.length()));
  }

  /** Throws {@link Refused} when it cannot be so, or {@link NotAllowed}. */
  @Transactional
  public Attestation that(
      StretchCluster cluster,
      String subject,
      String evidence,
      Optional<Double> milliseconds,
      LocalDate expires) {
    String who = whoMay();
    try {
      Attestation attestation =
          attestations.add(
              cluster.name(),
              Typed.name("subject", subject),
              Typed.text("evidence", evidence),
              milliseconds,
              expires,
              who);
      journal.add(journalId(cluster), who, "attested", describe(attestation));
      return attestation;
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage(), e);
    }
  }

  private static String describe(Attestation attestation) {
    return "%s until %s%s: %s"
        .formatted(
            attestation.subject(),
            attestation.expires(),
            attestation.milliseconds().map(ms -> " (" + ms + " ms)").orElse(""),
            attestation.evidence());
  }

  private String whoMay() {
    Person who =
        signedIn
            .now()
            .orElseThrow(() -> new Refused("nobody is signed in: an attestation needs a name"));
    if (!who.isOfOne(MAY)) {
      throw new NotAllowed(
          "%s is in none of the groups that may attest: %s, %s"
              .formatted(who.name(), Groups.OPERATORS, Groups.APPROVERS));
    }
    return who.name();
  }
}
