package io.siteswap.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.siteswap.ledger.Away;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.readiness.Audit;
import io.siteswap.readiness.State;
import io.siteswap.readiness.checks.Attestation;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.readiness.probe.Roundtrips;
import io.siteswap.recovery.Sighting;
import io.siteswap.recovery.Times;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The shapes in which clusters and their readiness are shown. */
final class ClusterView {
  private ClusterView() {}

  /**
   * A cluster in a list.
   *
   * @param states by runbook; empty before the first audit
   * @param findings how many, by level
   * @param silentSites of which the hosts do not answer, since when
   */
  record Summary(
      String name,
      String managerName,
      String primary,
      String secondary,
      SortedMap<String, State> states,
      SortedMap<String, Integer> findings,
      Instant auditedAt,
      List<Sighting> silentSites) {}

  /**
   * What is known of a cluster's readiness.
   *
   * @param changes what came and went, the latest first
   */
  record Readiness(
      Summary cluster,
      List<FindingRow> findings,
      List<LatencyRow> latency,
      List<AttestationRow> attestations,
      List<ChangeRow> changes) {}

  /** A site that does not answer, as a page shows it. */
  record SilentLine(String cluster, String site, String style, String description) {}

  /** The state of a runbook as a page shows it. */
  record StateLine(String runbook, String state, String style) {}

  record FindingRow(
      String level,
      String code,
      String key,
      String what,
      String evidence,
      String remedy,
      List<String> runbooks,
      Instant since) {}

  record LatencyRow(
      String site, int samples, Double median, Double p95, List<Roundtrips.HostTrips> hosts) {}

  /**
   * Something that is not where it belongs.
   *
   * @param home the host that a VM ran on, or that was the SPM; empty for the others
   * @param lost whether it did not go on purpose
   * @param run by which it was first seen to have left
   */
  record AwayRow(
      String kind,
      String name,
      String site,
      String home,
      boolean lost,
      Instant since,
      String run) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AttestationRow(
      String subject,
      String evidence,
      Double milliseconds,
      LocalDate expires,
      boolean counts,
      String by,
      Instant at) {}

  record ChangeRow(
      Instant at, boolean appeared, String level, String key, String what, List<CauseRow> causes) {}

  record CauseRow(Instant at, String user, String event) {}

  static Summary summary(
      StretchCluster cluster,
      Optional<Audit.Summary> summary,
      Optional<Instant> at,
      List<Sighting> silentSites) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    summary.ifPresent(s -> s.findings().forEach((level, n) -> counts.put(word(level), n)));
    return new Summary(
        cluster.name(),
        cluster.managerName(),
        cluster.primary().name(),
        cluster.secondary().name(),
        summary.map(Audit.Summary::states).orElseGet(TreeMap::new),
        counts,
        at.orElse(null),
        silentSites);
  }

  static List<SilentLine> silentSites(Summary cluster, Instant now) {
    return cluster.silentSites().stream().map(seen -> line(seen, now)).toList();
  }

  private static SilentLine line(Sighting seen, Instant now) {
    return new SilentLine(
        seen.cluster(),
        seen.site(),
        seen.whole() ? "problem" : "waiting",
        "%s %s does not answer: %d of %d hosts, since %s (%s)"
            .formatted(
                seen.whole() ? "Site" : "Part of site",
                seen.site(),
                seen.silent(),
                seen.hosts(),
                Times.of(seen.since()),
                Times.describe(Duration.between(seen.since(), now))));
  }

  static List<StateLine> states(Summary cluster, UnaryOperator<String> name) {
    return cluster.states().entrySet().stream()
        .map(
            entry ->
                new StateLine(
                    name.apply(entry.getKey()), entry.getValue().word(), style(entry.getValue())))
        .toList();
  }

  private static String style(State state) {
    return switch (state) {
      case READY -> "ok";
      case DEGRADED -> "warning";
      case NOT_READY -> "blocker";
    };
  }

  static FindingRow row(Audit.Line line) {
    Finding finding = line.finding();
    return new FindingRow(
        word(finding.level()),
        finding.code(),
        finding.key(),
        finding.what(),
        finding.evidence(),
        finding.remedy(),
        line.runbooks(),
        line.since());
  }

  static AwayRow row(Away away) {
    return new AwayRow(
        away.kind().word(),
        away.name(),
        away.site(),
        away.home().map(HostRef::name).orElse(""),
        away.lost(),
        away.since(),
        away.runId());
  }

  static LatencyRow row(Roundtrips site) {
    return new LatencyRow(
        site.site(),
        site.samples(),
        site.median().orElse(null),
        site.p95().orElse(null),
        site.hosts());
  }

  static AttestationRow row(Attestation attestation, Instant now, boolean latest) {
    return new AttestationRow(
        attestation.subject(),
        attestation.evidence(),
        attestation.milliseconds().orElse(null),
        attestation.expires(),
        latest && attestation.countsAt(now),
        attestation.by(),
        attestation.at());
  }

  static List<ChangeRow> changes(Audit audit) {
    return audit.changes().stream()
        .map(
            change ->
                new ChangeRow(
                    audit.at(),
                    change.appeared(),
                    word(change.finding().level()),
                    change.finding().key(),
                    change.finding().what(),
                    change.causes().stream().map(ClusterView::cause).toList()))
        .toList();
  }

  private static CauseRow cause(LogEntry event) {
    return new CauseRow(event.time(), event.user(), event.description());
  }

  static String word(Finding.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
