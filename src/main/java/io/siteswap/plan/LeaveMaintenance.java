package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import java.util.Optional;
import java.util.Set;

/**
 * Returns a host to service; also cancels a maintenance that is still being prepared.
 *
 * @param alone whether it returns only when the one before is up
 * @param from the status in which it was seen before
 * @param to up; in an undo the status that it had: then it need not become better than it was
 */
public record LeaveMaintenance(
    HostRef host, String reason, boolean alone, HostStatus from, HostStatus to) implements Change {
  public LeaveMaintenance {
    // Plans of earlier versions tell neither.
    from = from == null ? HostStatus.MAINTENANCE : from;
    to = to == null ? HostStatus.UP : to;
  }

  public LeaveMaintenance(HostRef host, String reason, boolean alone) {
    this(host, reason, alone, HostStatus.MAINTENANCE, HostStatus.UP);
  }

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
    return from.toString();
  }

  @Override
  public String after() {
    return to.word();
  }

  @Override
  public Set<Part> judgedBy() {
    return Set.of(Part.HOSTS);
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.host(host).map(this::observe).orElseGet(() -> HostState.gone(host));
  }

  private ObservedState observe(Host seen) {
    if (seen.status().isAsGoodAs(to)) {
      return ObservedState.after(HostState.describe(seen));
    }
    return switch (seen.status()) {
      case MAINTENANCE, PREPARING_FOR_MAINTENANCE -> ObservedState.before(seen.status().toString());
      default -> ObservedState.underWay(HostState.describe(seen));
    };
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.activate(host, id);
  }

  @Override
  public LeaveMaintenance seenIn(Inventory now) {
    return now.host(host)
        .map(Host::status)
        .filter(seen -> seen != HostStatus.PREPARING_FOR_MAINTENANCE)
        .map(seen -> new LeaveMaintenance(host, reason, alone, seen, to))
        .orElse(this);
  }

  @Override
  public EnterMaintenance inverse() {
    return new EnterMaintenance(host, reason, to, from);
  }
}
