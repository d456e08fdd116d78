package io.siteswap.runbook;

import io.siteswap.engine.SeenInModels;
import io.siteswap.readiness.ReadinessProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rhythm of the audits, as the timer of the process reads it. */
@Configuration
class AuditSchedule {
  /** Camunda knows no timer that never fires; this one does not in anybody's lifetime. */
  private static final String NEVER = "R/P100Y";

  @Bean
  @SeenInModels
  String auditCycle(ReadinessProperties properties) {
    return properties.isOnDemandOnly() ? NEVER : "R/" + properties.interval();
  }
}
