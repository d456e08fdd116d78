package io.siteswap.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How many watch the sites on this node. */
@Component
class LiveMetrics implements MeterBinder {
  private final Live live;

  LiveMetrics(Live live) {
    this.live = live;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("siteswap.live.viewers", live, Live::viewers)
        .description("How many watch the sites")
        .register(registry);
  }
}
