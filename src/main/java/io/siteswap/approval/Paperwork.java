package io.siteswap.approval;

import io.siteswap.ledger.Run;
import io.siteswap.recovery.Recoveries;
import io.siteswap.recovery.SiteAttestation;
import io.siteswap.recovery.SiteAttestations;
import io.siteswap.runbook.Refused;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/** What an emergency leaves to be done when it is over. */
@Component
class Paperwork {
  private final Recoveries recoveries;
  private final SiteAttestations attestations;

  Paperwork(Recoveries recoveries, SiteAttestations attestations) {
    this.recoveries = recoveries;
    this.attestations = attestations;
  }

  /** Four eyes hold afterwards as well. */
  void reviewed(Run run, String comment, Authentication who) {
    boolean own =
        attestations.all(run.id()).stream()
            .filter(SiteAttestation::glass)
            .anyMatch(one -> one.who().equals(who.getUserId()));
    if (own || who.getUserId().equals(run.startedBy())) {
      throw new AuthorizationException(
          "%s has acted in run %s: somebody else has to review it"
              .formatted(who.getUserId(), run.ticket()));
    }
    if (comment.isEmpty()) {
      throw new Refused("the comment is empty: expected what the review has found");
    }
  }

  /** What goes into the journal. */
  String recorded(Run run, String changeTicket, String comment) {
    if (!changeTicket.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new Refused(
          "'%s' is no change record: expected e.g. CHG0001234".formatted(changeTicket));
    }
    recoveries.recorded(run.id(), changeTicket);
    return "%s filed as %s. %s".formatted(run.ticket(), changeTicket, comment).trim();
  }
}
