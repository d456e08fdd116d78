package io.siteswap.runbook;

import io.siteswap.readiness.Audits;
import io.siteswap.readiness.ReadinessProperties;
import io.siteswap.site.BeforeTheDoorOpens;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.stereotype.Component;

/**
 * Sets the clock of the audits when Siteswap starts: what stands in the database is as old as the
 * deployment of the process, and may be of another interval.
 */
@Component
class FirstAudit implements BeforeTheDoorOpens {
  // The rest of the start goes first.
  private static final Duration BREATH = Duration.ofSeconds(10);
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final ManagementService management;
  private final StretchClusters clusters;
  private final Audits audits;
  private final ReadinessProperties properties;
  private final InstantSource clock;

  FirstAudit(
      ManagementService management,
      StretchClusters clusters,
      Audits audits,
      ReadinessProperties properties,
      InstantSource clock) {
    this.management = management;
    this.clusters = clusters;
    this.audits = audits;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public int getPhase() {
    return 3;
  }

  @Override
  public void prepare() {
    Date due = Date.from(due(clock.instant()));
    management
        .createJobQuery()
        .processDefinitionKey(AuditReadiness.PROCESS)
        .timers()
        .list()
        .forEach(job -> management.setJobDuedate(job.getId(), due));
  }

  private Instant due(Instant now) {
    if (properties.isOnDemandOnly()) {
      return now.plus(NEVER);
    }
    Instant soon = now.plus(BREATH);
    return oldest()
        .map(last -> last.plus(properties.interval()))
        .filter(next -> next.isAfter(soon) && next.isBefore(now.plus(properties.interval())))
        .orElse(soon);
  }

  /** Of the clusters' last audits; none where one was never audited. */
  private Optional<Instant> oldest() {
    var last = clusters.all().stream().map(cluster -> audits.lastAt(cluster.name())).toList();
    return last.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : last.stream().flatMap(Optional::stream).min(Comparator.naturalOrder());
  }
}
