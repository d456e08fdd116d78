package io.siteswap.console;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.siteswap.readiness.Audits;
import io.siteswap.readiness.State;
import io.siteswap.readiness.checks.Audited;
import io.siteswap.readiness.checks.Finding.Level;
import io.siteswap.runbook.Runbooks;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** The last audits as figures for people's own alerting; no number before the first audit. */
@Component
class ReadinessMetrics implements MeterBinder {
  private static final String CLUSTER = "cluster";

  private final StretchClusters clusters;
  private final Runbooks runbooks;
  private final Audits audits;
  private final InstantSource clock;

  ReadinessMetrics(
      StretchClusters clusters, Runbooks runbooks, Audits audits, InstantSource clock) {
    this.clusters = clusters;
    this.runbooks = runbooks;
    this.audits = audits;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    clusters.all().forEach(cluster -> bind(registry, cluster.name()));
  }

  private void bind(MeterRegistry registry, String cluster) {
    for (Audited runbook : runbooks.audited()) {
      gauge("siteswap.readiness", a -> readiness(a, cluster, runbook.id()))
          .description("2 ready, 1 degraded, 0 not ready")
          .tags(CLUSTER, cluster, "runbook", runbook.id())
          .register(registry);
    }
    for (Level level : Level.values()) {
      gauge("siteswap.findings", a -> findings(a, cluster, level))
          .description("Findings of the last audit")
          .tags(CLUSTER, cluster, "level", ClusterView.word(level))
          .register(registry);
    }
    gauge("siteswap.audit.age", a -> age(a, cluster))
        .description("Time since the last audit")
        .baseUnit("seconds")
        .tags(CLUSTER, cluster)
        .register(registry);
  }

  private Gauge.Builder<Audits> gauge(String name, ToDoubleFunction<Audits> value) {
    return Gauge.builder(name, audits, value);
  }

  private static double readiness(Audits audits, String cluster, String runbook) {
    return audits
        .summary(cluster)
        .map(summary -> figure(summary.state(runbook)))
        .orElse(Double.NaN);
  }

  private static double figure(State state) {
    return switch (state) {
      case READY -> 2;
      case DEGRADED -> 1;
      case NOT_READY -> 0;
    };
  }

  private static double findings(Audits audits, String cluster, Level level) {
    return audits
        .summary(cluster)
        .map(summary -> (double) summary.findings().getOrDefault(level, 0))
        .orElse(Double.NaN);
  }

  private double age(Audits audits, String cluster) {
    return audits
        .lastAt(cluster)
        .map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
        .orElse(Double.NaN);
  }
}
