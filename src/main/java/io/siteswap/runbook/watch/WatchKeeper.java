package io.siteswap.runbook.watch;

import io.siteswap.ground.Clockwork;
import io.siteswap.runbook.RunbookProperties;
import io.siteswap.runbook.WaitBegins;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Lets the watch look at its interval; drills do that by hand. */
@Component
@ConditionalOnProperty(
    name = "camunda.bpm.job-execution.enabled",
    havingValue = "true",
    matchIfMissing = true)
class WatchKeeper {
  private static final Duration LAST_LOOK = Duration.ofSeconds(5);

  private final Watch watch;
  private final RunbookProperties properties;
  private final Clockwork clockwork = new Clockwork("watch");

  WatchKeeper(Watch watch, RunbookProperties properties) {
    this.watch = watch;
    this.properties = properties;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    clockwork.every(properties.lookInterval(), watch::look);
  }

  /** What is as wanted already need not wait for the next look. */
  @TransactionalEventListener
  void look(WaitBegins wait) {
    clockwork.once(watch::look);
  }

  /** Others need not wait for the end of this node's lease, unless a look does not end. */
  @EventListener(ContextClosedEvent.class)
  void stop() throws InterruptedException {
    if (clockwork.closeWithin(LAST_LOOK)) {
      watch.giveBack();
    }
  }
}
