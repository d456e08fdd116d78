package io.siteswap.evidence;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** The journal as figures for people's own alerting. */
@Component
class JournalMetrics implements MeterBinder {
  private final JournalChecks checks;
  private final InstantSource clock;

  JournalMetrics(JournalChecks checks, InstantSource clock) {
    this.checks = checks;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("siteswap.journal.whole", checks, all -> all.last().problem().isEmpty() ? 1 : 0)
        .description("1 when no entry of the journal was altered or taken out, else 0")
        .register(registry);
    Gauge.builder("siteswap.journal.entries", checks, all -> all.last().entries())
        .description("Entries of the journal at the last look")
        .register(registry);
    Gauge.builder("siteswap.journal.checked.age", checks, this::age)
        .baseUnit("seconds")
        .description("Since when nobody has looked at the whole journal")
        .register(registry);
  }

  private double age(JournalChecks all) {
    return all.last()
        .at()
        .map(at -> (double) Duration.between(at, clock.instant()).toSeconds())
        .orElse(Double.NaN);
  }
}
