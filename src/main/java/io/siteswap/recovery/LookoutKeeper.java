package io.siteswap.recovery;

import io.siteswap.ground.Clockwork;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets the lookout look at its interval, unless that is switched off. */
@Component
class LookoutKeeper {
  private static final int AT_ONCE = 4;

  private final Lookout lookout;
  private final StretchClusters clusters;
  private final LookoutProperties properties;
  // More than one: a Manager that does not answer must not hide the sites of another.
  private final Clockwork clockwork = new Clockwork("lookout", AT_ONCE);

  LookoutKeeper(Lookout lookout, StretchClusters clusters, LookoutProperties properties) {
    this.lookout = lookout;
    this.clusters = clusters;
    this.properties = properties;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    if (!properties.isOff()) {
      clusters
          .all()
          .forEach(
              cluster ->
                  clockwork.every(
                      Duration.ZERO, properties.interval(), () -> lookout.look(cluster)));
    }
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    clockwork.close();
  }
}
