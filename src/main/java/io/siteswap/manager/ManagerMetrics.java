package io.siteswap.manager;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** For how long a Manager has given no usable answer, without asking it. */
@Component
class ManagerMetrics implements MeterBinder {
  private final StretchClusters clusters;
  private final Managers managers;
  private final InstantSource clock;

  ManagerMetrics(StretchClusters clusters, Managers managers, InstantSource clock) {
    this.clusters = clusters;
    this.managers = managers;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    clusters
        .all()
        .forEach(
            cluster ->
                Gauge.builder("siteswap.manager.silent", managers, all -> silent(all, cluster))
                    .description("For how long the Manager has given no usable answer; else 0")
                    .baseUnit("seconds")
                    .tag("cluster", cluster.name())
                    .register(registry));
  }

  private double silent(Managers all, StretchCluster cluster) {
    return all.contact(cluster)
        .known()
        .silentSince()
        .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
        .orElse(0.0);
  }
}
