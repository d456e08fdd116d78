package io.siteswap.evidence;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** DOWN when the journal is not what it was: from what the last look has found, at once. */
@Component("journalHealthIndicator")
class JournalHealth implements HealthIndicator {
  private final JournalChecks checks;

  JournalHealth(JournalChecks checks) {
    this.checks = checks;
  }

  @Override
  public Health health() {
    JournalChecks.State state = checks.last();
    Health.Builder health =
        state
            .problem()
            .map(what -> Health.down().withDetail("problem", what))
            .orElseGet(Health::up);
    state.at().ifPresent(at -> health.withDetail("checkedAt", at.toString()));
    return health.withDetail("entries", state.entries()).build();
  }
}
