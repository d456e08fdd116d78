package io.siteswap.console;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.siteswap.recovery.Lookout;
import io.siteswap.recovery.Sighting;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** The sites that do not answer as figures for people's own alerting. */
@Component
class SightingMetrics implements MeterBinder {
  private final StretchClusters clusters;
  private final Lookout lookout;

  SightingMetrics(StretchClusters clusters, Lookout lookout) {
    this.clusters = clusters;
    this.lookout = lookout;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    clusters
        .all()
        .forEach(
            cluster ->
                List.of(cluster.primary(), cluster.secondary())
                    .forEach(site -> bind(registry, cluster, site)));
  }

  private void bind(MeterRegistry registry, StretchCluster cluster, Site site) {
    gauge("siteswap.site.silent.hosts", cluster, site, Sighting::silent)
        .description("Hosts of a site that do not answer together")
        .register(registry);
    gauge("siteswap.site.lost", cluster, site, seen -> seen.whole() ? 1 : 0)
        .description("1 when no host of the site answers, else 0")
        .register(registry);
  }

  private Gauge.Builder<Lookout> gauge(
      String name, StretchCluster cluster, Site site, ToDoubleFunction<Sighting> figure) {
    return Gauge.builder(name, lookout, look -> figure(look, cluster, site, figure))
        .tags("cluster", cluster.name(), "site", site.name());
  }

  private static double figure(
      Lookout lookout, StretchCluster cluster, Site site, ToDoubleFunction<Sighting> figure) {
    return lookout.sightings(cluster.name()).stream()
        .filter(seen -> seen.site().equals(site.name()))
        .mapToDouble(figure)
        .findFirst()
        .orElse(0);
  }
}
