package io.siteswap.audit;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What runs are measured by.
 *
 * @param targets how long a run may take, by the id of its runbook
 */
@ConfigurationProperties("siteswap.audit")
record AuditProperties(Map<String, Duration> targets) {
  AuditProperties {
    targets = targets == null ? Map.of() : Map.copyOf(targets);
    targets.forEach(
        (runbook, target) -> {
          if (target.isNegative() || target.isZero()) {
            throw new IllegalArgumentException(
                "siteswap.audit.targets.%s is %s: expected more than nothing, e.g. 2h"
                    .formatted(runbook, target));
          }
        });
  }
}
