package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.NamedRef;
import java.util.Optional;

/**
 * Adds a host to the cluster and lets the Manager install it. How to sign in to it stands in the
 * configuration and never in a plan.
 *
 * @param spmPriority with which it comes
 * @param found how somebody had left it there before; then an undo does not remove it
 */
public record AddHost(
    HostRef host, String address, NamedRef cluster, int spmPriority, Optional<HostStatus> found)
    implements Change {
  public AddHost {
    // Plans of earlier versions do not tell.
    found = found == null ? Optional.empty() : found;
  }

  AddHost(HostRef host, String address, NamedRef cluster, int spmPriority) {
    this(host, address, cluster, spmPriority, Optional.empty());
  }

  @Override
  public HostRef object() {
    return host;
  }

  @Override
  public String action() {
    return "host is added and installed";
  }

  @Override
  public String before() {
    return found.map(HostStatus::word).orElse(Existence.ABSENT);
  }

  @Override
  public String after() {
    return "%s, SPM priority %d".formatted(address, spmPriority);
  }

  @Override
  public String why() {
    return "the configuration has it, the cluster has not";
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.host(host)
        .map(
            seen ->
                switch (seen.status()) {
                  case INSTALLING, PENDING_APPROVAL ->
                      ObservedState.underWay(seen.status().toString());
                  case INSTALL_FAILED -> ObservedState.astray(HostState.describe(seen));
                  default -> ObservedState.after(HostState.describe(seen));
                })
        .orElse(ObservedState.before(Existence.ABSENT));
  }

  @Override
  public Optional<String> notYet(Inventory now) {
    if (!now.cluster().isThere()) {
      return Optional.of("waits for cluster " + cluster);
    }
    return now.host(host)
        .map(Host::status)
        .filter(seen -> seen == HostStatus.INSTALLING || seen == HostStatus.PENDING_APPROVAL)
        .map(seen -> "is " + seen);
  }

  @Override
  public Optional<Lane> lane() {
    return Optional.of(Lane.installations());
  }

  /** One whose installation failed is installed again: adding it twice would be refused. */
  @Override
  public void ask(Manager manager, CorrelationId id) {
    if (host.isComing()) {
      manager.addHost(host, cluster, spmPriority, id);
    } else {
      manager.install(host, id);
    }
  }

  @Override
  public boolean makesItsObject() {
    return found.isEmpty();
  }

  @Override
  public AddHost seenIn(Inventory now) {
    return new AddHost(host, address, cluster, spmPriority, now.host(host).map(Host::status));
  }

  @Override
  public AddHost located(Inventory now) {
    HostRef ref = now.host(host).map(Host::ref).orElseGet(() -> HostRef.coming(host.name()));
    return new AddHost(ref, address, cluster, spmPriority, found);
  }

  @Override
  public RemoveHost inverse() {
    return new RemoveHost(host, address, cluster, spmPriority, found);
  }

  @Override
  public String identity() {
    return "AddHost " + host.name() + " -> " + after();
  }
}
