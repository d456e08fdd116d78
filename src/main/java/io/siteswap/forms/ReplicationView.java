package io.siteswap.forms;

import io.siteswap.ledger.Json;
import io.siteswap.readiness.Audit;
import io.siteswap.readiness.Audits;
import io.siteswap.readiness.checks.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What the last audit says of the replication, for those who confirm that storage is in sync. */
@Component
public class ReplicationView {
  private static final String REPLICATION = "replication";

  record Page(List<Row> replication) {}

  record Row(String level, String what, String evidence, String at) {}

  private final Audits audits;

  ReplicationView(Audits audits) {
    this.audits = audits;
  }

  public String of(String cluster) {
    return Json.write(
        new Page(audits.latest(cluster).map(ReplicationView::rows).orElse(List.of())));
  }

  private static List<Row> rows(Audit audit) {
    return audit.findings().stream()
        .map(Audit.Line::finding)
        .filter(finding -> finding.code().startsWith(REPLICATION))
        .map(finding -> row(finding, audit.confirmedAt()))
        .toList();
  }

  private static Row row(Finding finding, Instant at) {
    return new Row(
        finding.level().name().toLowerCase(Locale.ROOT),
        finding.what(),
        finding.evidence(),
        Words.at(at));
  }
}
