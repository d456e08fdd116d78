package io.siteswap.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** What waits to be said to the outside, as figures. */
@Component
class OutboxMetrics implements MeterBinder {
  private final Outbox outbox;
  private final InstantSource clock;

  OutboxMetrics(Outbox outbox, InstantSource clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("siteswap.outbox.waiting", outbox, all -> all.backlog().waiting())
        .description("Messages that wait to be heard outside")
        .register(registry);
    Gauge.builder("siteswap.outbox.given.up", outbox, all -> all.backlog().givenUp())
        .description("Messages that nobody outside will ever hear, of the last days")
        .register(registry);
    Gauge.builder("siteswap.outbox.oldest", outbox, this::oldest)
        .description("For how long the oldest message has been waiting")
        .baseUnit("seconds")
        .register(registry);
  }

  private double oldest(Outbox all) {
    return all.backlog()
        .oldest()
        .map(written -> Duration.between(written, clock.instant()).toMillis() / 1000.0)
        .orElse(0.0);
  }
}
