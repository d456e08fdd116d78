package io.siteswap.recovery;

import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets the lookout look at its interval, unless that is switched off. */
@Component
class LookoutKeeper {
  private static final Logger log = LoggerFactory.getLogger(LookoutKeeper.class);
  private static final int AT_ONCE = 4;

  private final Lookout lookout;
  private final StretchClusters clusters;
  private final LookoutProperties properties;
  // More than one: a Manager that does not answer must not hide the sites of another.
  private final ScheduledExecutorService clockwork =
      Executors.newScheduledThreadPool(
          AT_ONCE,
          task -> {
            Thread thread = new Thread(task, "lookout");
            thread.setDaemon(true);
            return thread;
          });

  LookoutKeeper(Lookout lookout, StretchClusters clusters, LookoutProperties properties) {
    this.lookout = lookout;
    this.clusters = clusters;
    this.properties = properties;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    if (!properties.isOff()) {
      clusters.all().forEach(this::start);
    }
  }

  private void start(StretchCluster cluster) {
    long interval = properties.interval().toMillis();
    var unused =
        clockwork.scheduleWithFixedDelay(() -> look(cluster), 0, interval, TimeUnit.MILLISECONDS);
  }

  /** Whatever goes wrong, the next look comes: a scheduled task that throws would never again. */
  private void look(StretchCluster cluster) {
    try {
      lookout.look(cluster);
    } catch (RuntimeException e) {
      log.error(
          "the lookout could not look at cluster {}; it tries again in {}",
          cluster.name(),
          properties.interval(),
          e);
    }
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    clockwork.shutdownNow();
  }
}
