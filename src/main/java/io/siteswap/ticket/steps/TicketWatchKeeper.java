package io.siteswap.ticket.steps;

import io.siteswap.ground.Clockwork;
import io.siteswap.ticket.Desks;
import io.siteswap.ticket.gate.GateProperties;
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
  private final TicketWatch watch;
  private final Desks desks;
  private final GateProperties properties;
  private final Clockwork clockwork = new Clockwork("ticket-watch");

  TicketWatchKeeper(TicketWatch watch, Desks desks, GateProperties properties) {
    this.watch = watch;
    this.desks = desks;
    this.properties = properties;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    if (!desks.isEmpty()) {
      clockwork.every(properties.askAgain(), watch::look);
    }
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    clockwork.close();
  }
}
