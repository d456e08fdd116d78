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
 * Removes a host that this run has added, once it is out of service.
 *
 * @param found how it was there before this run; then it stays
 */
public record RemoveHost(
    HostRef host, String address, NamedRef cluster, int spmPriority, Optional<HostStatus> found)
    implements Change {
  public RemoveHost {
    // Plans of earlier versions do not tell.
    found = found == null ? Optional.empty() : found;
  }

  @Override
  public HostRef object() {
    return host;
  }

  @Override
  public String action() {
    return "host is removed";
  }

  @Override
  public String before() {
    return Existence.PRESENT;
  }

  @Override
  public String after() {
    return found.map(was -> "left as it was found").orElse(Existence.ABSENT);
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.host(host)
        .map(
            seen ->
                found.isPresent()
                    ? ObservedState.after(HostState.describe(seen))
                    : ObservedState.before(HostState.describe(seen)))
        .orElse(ObservedState.after(Existence.ABSENT));
  }

  @Override
  public Optional<String> notYet(Inventory now) {
    return now.host(host)
        .filter(seen -> !seen.status().isOutOfService())
        .map(
            seen -> "waits for host %s to leave service (it is %s)".formatted(host, seen.status()));
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.removeHost(host, id);
  }

  @Override
  public RemoveHost located(Inventory now) {
    return now.host(host)
        .map(Host::ref)
        .map(ref -> new RemoveHost(ref, address, cluster, spmPriority, found))
        .orElse(this);
  }

  @Override
  public AddHost inverse() {
    return new AddHost(HostRef.coming(host.name()), address, cluster, spmPriority, found);
  }
}
