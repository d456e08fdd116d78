package io.siteswap.audit;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** How long runs may take. */
@Component
@EnableConfigurationProperties(AuditProperties.class)
public class Targets {
  private final AuditProperties properties;

  Targets(AuditProperties properties) {
    this.properties = properties;
  }

  /** Of a run of that runbook; empty where nobody has set one. */
  public Optional<Duration> of(String runbook) {
    return Optional.ofNullable(properties.targets().get(runbook));
  }
}
