package io.siteswap.ground;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Says DOWN before the process ends, and why. */
@Component("ground")
@ConditionalOnProperty(
    name = "camunda.bpm.job-execution.enabled",
    havingValue = "true",
    matchIfMissing = true)
class GroundHealth implements HealthIndicator {
  private final GroundKeeper keeper;

  GroundHealth(GroundKeeper keeper) {
    this.keeper = keeper;
  }

  @Override
  public Health health() {
    return keeper
        .ground()
        .missing()
        .map(what -> Health.down().withDetail("missing", what).build())
        .orElseGet(() -> Health.up().build());
  }
}
