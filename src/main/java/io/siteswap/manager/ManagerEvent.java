package io.siteswap.manager;

import io.siteswap.manager.inventory.Severity;
import java.time.Instant;

/** One entry of the Manager's event log. */
public record ManagerEvent(
    int code, Severity severity, Instant time, String description, String correlationId) {
  public boolean isBad() {
    return severity.isBad();
  }
}
