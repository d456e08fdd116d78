package io.siteswap.console;

import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.recovery.Liveness;
import io.siteswap.recovery.ProbeReport;
import io.siteswap.recovery.SiteAttestation;
import io.siteswap.recovery.steps.Measures.Measure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What only the recovery of a lost site has to tell. */
record RecoveryDetail(
    List<Measure> measures,
    List<AttestationRow> attestations,
    List<TestimonyRow> testimonies,
    Optional<Run> predecessor,
    Optional<Run> successor,
    Optional<String> changeRecord) {

  /**
   * What one person has said.
   *
   * @param counts whether it is still said of the plan as it is
   */
  record AttestationRow(
      String who,
      Instant at,
      List<String> hosts,
      String evidence,
      boolean overridden,
      boolean glassBroken,
      boolean counts) {
    static AttestationRow of(SiteAttestation said, boolean counts) {
      return new AttestationRow(
          said.who(),
          said.at(),
          said.hosts().stream().map(HostRef::name).toList(),
          said.evidence(),
          said.overridden(),
          said.glass(),
          counts);
    }
  }

  /** What the probes have said of one host when people were last asked. */
  record TestimonyRow(
      String host,
      String verdict,
      String manager,
      String network,
      String power,
      String lease,
      String storage,
      List<String> aliveBecause) {
    static TestimonyRow of(ProbeReport said) {
      return new TestimonyRow(
          said.host().name(),
          word(said.verdict()),
          said.manager(),
          said.network(),
          said.power(),
          said.lease(),
          said.storage(),
          said.aliveBecause());
    }

    private static String word(Liveness verdict) {
      return switch (verdict) {
        case ALIVE -> "alive";
        case ANSWERED -> "answered";
        case DOWN_BY_POWER -> "off";
        case SILENT -> "silent";
      };
    }
  }
}
