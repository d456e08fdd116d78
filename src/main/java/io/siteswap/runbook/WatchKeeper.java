package io.siteswap.runbook;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets the watch look at its interval; drills do that by hand. */
@Component
@ConditionalOnProperty(
    name = "camunda.bpm.job-execution.enabled",
    havingValue = "true",
    matchIfMissing = true)
class WatchKeeper {
  private static final Logger log = LoggerFactory.getLogger(WatchKeeper.class);

  private static final Duration LAST_LOOK = Duration.ofSeconds(5);

  private final Watch watch;
  private final RunbookProperties properties;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "watch");
            thread.setDaemon(true);
            return thread;
          });

  WatchKeeper(Watch watch, RunbookProperties properties) {
    this.watch = watch;
    this.properties = properties;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    long interval = properties.lookInterval().toMillis();
    var unused =
        clockwork.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
  }

  /** Whatever goes wrong, the next look comes: a scheduled task that throws would never again. */
  private void look() {
    try {
      watch.look();
    } catch (RuntimeException e) {
      log.error("the watch could not look; it tries again in {}", properties.lookInterval(), e);
    }
  }

  /** Others need not wait for the end of this node's lease, unless a look does not end. */
  @EventListener(ContextClosedEvent.class)
  void stop() throws InterruptedException {
    clockwork.shutdown();
    if (clockwork.awaitTermination(LAST_LOOK.toSeconds(), TimeUnit.SECONDS)) {
      watch.giveBack();
    } else {
      clockwork.shutdownNow();
    }
  }
}
