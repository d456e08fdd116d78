package io.siteswap.ticket.steps;

import io.siteswap.ticket.Desks;
import io.siteswap.ticket.gate.GateProperties;
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

/** Lets the watch look at the tickets at its interval; drills do that by hand. */
@Component
@ConditionalOnProperty(
    name = "camunda.bpm.job-execution.enabled",
    havingValue = "true",
    matchIfMissing = true)
class TicketWatchKeeper {
  private static final Logger log = LoggerFactory.getLogger(TicketWatchKeeper.class);

  private final TicketWatch watch;
  private final Desks desks;
  private final GateProperties properties;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ticket-watch");
            thread.setDaemon(true);
            return thread;
          });

  TicketWatchKeeper(TicketWatch watch, Desks desks, GateProperties properties) {
    this.watch = watch;
    this.desks = desks;
    this.properties = properties;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    if (desks.isEmpty()) {
      return;
    }
    long interval = properties.askAgain().toMillis();
    var unused =
        clockwork.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
  }

  /** Whatever goes wrong, the next look comes: a scheduled task that throws would never again. */
  private void look() {
    try {
      watch.look();
    } catch (RuntimeException e) {
      log.error("the tickets could not be looked at; again in {}", properties.askAgain(), e);
    }
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    clockwork.shutdownNow();
  }
}
