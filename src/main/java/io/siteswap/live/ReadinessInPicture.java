package io.siteswap.live;

import io.siteswap.readiness.Audit;
import io.siteswap.readiness.Audits;
import io.siteswap.readiness.State;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.runbook.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What the last audit of a cluster says; read anew only when there is a newer one. */
@Component
class ReadinessInPicture {
  private static final int SHOWN = 5;

  private final Audits audits;
  private final Labels labels;
  private final Map<String, Audited> latest = new ConcurrentHashMap<>();

  ReadinessInPicture(Audits audits, Labels labels) {
    this.audits = audits;
    this.labels = labels;
  }

  /** Both are null before the first audit. */
  record Audited(Instant at, Picture.Readiness readiness, Picture.Between between) {
    static final Audited NONE = new Audited(Instant.MIN, null, null);
  }

  Audited of(String cluster) {
    Optional<Instant> lastAt = audits.lastAt(cluster);
    Audited known = latest.getOrDefault(cluster, Audited.NONE);
    if (lastAt.isEmpty()) {
      return Audited.NONE;
    }
    if (!lastAt.get().equals(known.at())) {
      audits.latest(cluster).ifPresent(audit -> latest.put(cluster, read(cluster, audit)));
    }
    return latest.getOrDefault(cluster, Audited.NONE);
  }

  private Audited read(String cluster, Audit audit) {
    List<Finding> troubles =
        audit.findings().stream()
            .map(Audit.Line::finding)
            .filter(finding -> !finding.isFine())
            .toList();
    Picture.Readiness readiness =
        new Picture.Readiness(
            audit.confirmedAt(),
            states(cluster),
            troubles.stream().limit(SHOWN).map(ReadinessInPicture::trouble).toList(),
            Math.max(0, troubles.size() - SHOWN));
    return new Audited(audit.confirmedAt(), readiness, between(audit));
  }

  private List<Picture.RunbookState> states(String cluster) {
    Map<String, State> states =
        audits.summary(cluster).<Map<String, State>>map(Audit.Summary::states).orElse(Map.of());
    return states.entrySet().stream()
        .map(
            entry ->
                new Picture.RunbookState(
                    entry.getKey(), labels.process(entry.getKey()), entry.getValue().word()))
        .toList();
  }

  private static Picture.Trouble trouble(Finding finding) {
    return new Picture.Trouble(word(finding), finding.what(), finding.remedy());
  }

  private static Picture.Between between(Audit audit) {
    return new Picture.Between(
        audit.confirmedAt(),
        audit.roundtrips().stream()
            .map(
                site ->
                    new Picture.Trip(
                        site.site(), site.median().orElse(null), site.p95().orElse(null)))
            .toList(),
        verdicts(audit, "latency").stream().findFirst().orElse(null),
        verdicts(audit, "replication"));
  }

  private static List<Picture.Verdict> verdicts(Audit audit, String subject) {
    return audit.findings().stream()
        .map(Audit.Line::finding)
        .filter(finding -> finding.code().startsWith(subject))
        .map(finding -> new Picture.Verdict(word(finding), finding.object(), finding.what()))
        .toList();
  }

  private static String word(Finding finding) {
    return finding.level().name().toLowerCase(Locale.ROOT);
  }
}
