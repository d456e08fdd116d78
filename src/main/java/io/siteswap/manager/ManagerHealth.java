package io.siteswap.manager;

import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Shown as {@code manager} in the health: whether each cluster's Manager answers. */
@Component("manager")
class ManagerHealth implements HealthIndicator {
  private final StretchClusters clusters;
  private final Managers managers;

  ManagerHealth(StretchClusters clusters, Managers managers) {
    this.clusters = clusters;
    this.managers = managers;
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    for (StretchCluster cluster : clusters.all()) {
      try {
        health.withDetail(cluster.name(), managers.of(cluster).version());
      } catch (ManagerRefused | ManagerUnreachable e) {
        health.down().withDetail(cluster.name(), e.getMessage());
      }
    }
    return health.build();
  }
}
