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
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.runtime.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sets the clock of the audits when Siteswap starts: what stands in the database is as old as the
 * deployment of the process, and may be of another interval.
 */
@Component
class FirstAudit implements BeforeTheDoorOpens {
  private static final Logger log = LoggerFactory.getLogger(FirstAudit.class);

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
        .forEach(job -> set(job, due));
  }

  /** A node that runs already may be just about it. */
  private void set(Job job, Date due) {
    try {
      management.setJobDuedate(job.getId(), due);
    } catch (ProcessEngineException e) {
      log.debug("the audit is under way on another node", e);
    }
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
