package io.siteswap.console;

import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.recovery.Recoveries;
import io.siteswap.recovery.SiteAttestation;
import io.siteswap.recovery.SiteAttestations;
import io.siteswap.recovery.steps.Measures;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gathers all that there is to tell of a run. */
@Component
class RunDetails {
  private final Runs runs;
  private final Entries entries;
  private final Measures measures;
  private final SiteAttestations attestations;
  private final Recoveries recoveries;

  RunDetails(
      Runs runs,
      Entries entries,
      Measures measures,
      SiteAttestations attestations,
      Recoveries recoveries) {
    this.runs = runs;
    this.entries = entries;
    this.measures = measures;
    this.attestations = attestations;
    this.recoveries = recoveries;
  }

  RunDetail of(Run run) {
    return RunDetail.of(run, entries.tally(run.id()), recovery(run));
  }

  private RecoveryDetail recovery(Run run) {
    List<SiteAttestation> valid = attestations.valid(run.id(), run.fingerprint().orElse(""));
    return new RecoveryDetail(
        measures.of(run),
        attestations.all(run.id()).stream()
            .map(said -> RecoveryDetail.AttestationRow.of(said, valid.contains(said)))
            .toList(),
        recoveries.of(run.id()).stream()
            .flatMap(recovery -> recovery.reports().stream())
            .map(RecoveryDetail.TestimonyRow::of)
            .toList(),
        runs.predecessor(run.id()),
        runs.successor(run.id()),
        recoveries.of(run.id()).flatMap(Recoveries.Recovery::changeRecord));
  }
}
