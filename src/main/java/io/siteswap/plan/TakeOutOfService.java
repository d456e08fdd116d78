package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;

/** Takes a host that this run has added out of service, so that it can be removed. */
public record TakeOutOfService(HostRef host) implements Change {
  @Override
  public HostRef object() {
    return host;
  }

  @Override
  public String action() {
    return "host enters maintenance";
  }

  @Override
  public String before() {
    return HostStatus.UP.word();
  }

  @Override
  public String after() {
    return "out of service";
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.host(host).map(TakeOutOfService::of).orElse(ObservedState.after(Existence.ABSENT));
  }

  private static ObservedState of(Host seen) {
    if (seen.status().isOutOfService()) {
      return ObservedState.after(seen.status().toString());
    }
    return switch (seen.status()) {
      case UP, NON_OPERATIONAL, ERROR -> ObservedState.before(HostState.describe(seen));
      default -> ObservedState.underWay(HostState.describe(seen));
    };
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.deactivate(host, "added by a run that is being undone", id);
  }

  @Override
  public TakeOutOfService located(Inventory now) {
    return now.host(host).map(Host::ref).map(TakeOutOfService::new).orElse(this);
  }

  @Override
  public StartHost inverse() {
    return new StartHost(host);
  }
}
