package io.siteswap.manager;

import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Shown as {@code manager} in the health: whether each cluster's Manager answered when it was asked
 * last. Nobody waits for a Manager here: one that nobody has asked lately is asked for the next who
 * wants to know.
 */
@Component("manager")
class ManagerHealth implements HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(ManagerHealth.class);

  private static final Duration LATELY = Duration.ofSeconds(15);

  private final StretchClusters clusters;
  private final Managers managers;
  private final InstantSource clock;
  private final Set<String> asking = ConcurrentHashMap.newKeySet();

  ManagerHealth(StretchClusters clusters, Managers managers, InstantSource clock) {
    this.clusters = clusters;
    this.managers = managers;
    this.clock = clock;
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    for (StretchCluster cluster : clusters.all()) {
      Contact.Known known = managers.contact(cluster).known();
      if (known.silentSince().isPresent()) {
        health
            .down()
            .withDetail(
                cluster.name(), "since %s: %s".formatted(known.silentSince().get(), known.why()));
      } else if (known.isNeverAsked()) {
        health.status(Status.UNKNOWN).withDetail(cluster.name(), "not asked yet");
      } else {
        health.withDetail(cluster.name(), "answered at " + known.answeredAt().orElseThrow());
      }
      askUnlessAsked(cluster, known);
    }
    return health.build();
  }

  private void askUnlessAsked(StretchCluster cluster, Contact.Known known) {
    Instant now = clock.instant();
    boolean lately =
        known.silentSince().isEmpty()
            && known.answeredAt().filter(at -> at.plus(LATELY).isAfter(now)).isPresent();
    if (!lately && asking.add(cluster.name())) {
      Thread thread = new Thread(() -> ask(cluster), "health");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void ask(StretchCluster cluster) {
    try {
      var unused = managers.of(cluster).version();
    } catch (ManagerRefused | ManagerUnreachable e) {
      log.debug("cluster {}: {}", cluster.name(), e.getMessage());
    } finally {
      asking.remove(cluster.name());
    }
  }
}
