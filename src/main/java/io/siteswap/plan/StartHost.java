package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import java.util.Optional;

/** A host comes up by itself once it is installed; nobody asks for it, it is only seen. */
public record StartHost(HostRef host) implements Change {
  @Override
  public HostRef object() {
    return host;
  }

  @Override
  public String action() {
    return "host comes up";
  }

  @Override
  public String before() {
    return Existence.ABSENT;
  }

  @Override
  public String after() {
    return HostStatus.UP.word();
  }

  @Override
  public String why() {
    return "only a host that is up can carry VMs";
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.host(host)
        .map(
            seen ->
                switch (seen.status()) {
                  case UP -> ObservedState.after(seen.status().toString());
                  case INSTALL_FAILED -> ObservedState.before(HostState.describe(seen));
                  case NON_OPERATIONAL, ERROR -> ObservedState.astray(HostState.describe(seen));
                  default -> ObservedState.underWay(HostState.describe(seen));
                })
        .orElse(ObservedState.before(Existence.ABSENT));
  }

  @Override
  public boolean implied() {
    return true;
  }

  @Override
  public Optional<Dependency> dependsOn() {
    return Optional.of(new Dependency(AddHost.class, host.name()));
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    throw new IllegalStateException("host " + host + " comes up by its installation");
  }

  @Override
  public StartHost located(Inventory now) {
    return now.host(host).map(Host::ref).map(StartHost::new).orElse(this);
  }

  @Override
  public TakeOutOfService inverse() {
    return new TakeOutOfService(host);
  }

  @Override
  public String identity() {
    return "StartHost " + host.name();
  }
}
