package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.HostStatus;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Manager;
import java.util.Optional;

/**
 * Returns a host to service; also cancels a maintenance that is still being prepared.
 *
 * @param alone whether it returns only when the one before is up
 */
public record LeaveMaintenance(HostRef host, String reason, boolean alone) implements Change {
  @Override
  public Optional<Lane> lane() {
    return alone ? Optional.of(Lane.returns()) : Optional.empty();
  }

  @Override
  public HostRef object() {
    return host;
  }

  @Override
  public String action() {
    return "host returns to service";
  }

  @Override
  public String before() {
    return HostStatus.MAINTENANCE.word();
  }

  @Override
  public String after() {
    return HostStatus.UP.word();
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.host(host)
        .map(
            seen ->
                switch (seen.status()) {
                  case UP -> ObservedState.after(seen.status().word());
                  case MAINTENANCE, PREPARING_FOR_MAINTENANCE ->
                      ObservedState.before(seen.status().word());
                  default -> ObservedState.underWay(seen.status() + detail(seen.detail()));
                })
        .orElseGet(() -> HostState.gone(host));
  }

  private static String detail(String detail) {
    return detail.isBlank() ? "" : " (" + detail + ")";
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.activate(host, id);
  }

  @Override
  public EnterMaintenance inverse() {
    return new EnterMaintenance(host, reason);
  }
}
