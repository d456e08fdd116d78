package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;

/**
 * Sets how much a host is preferred as SPM, -1 (never) to 10.
 *
 * @param port of its management service, which the request must repeat (T-6)
 */
public record SetSpmPriority(HostRef host, int port, int from, int to) implements Change {
  @Override
  public HostRef object() {
    return host;
  }

  @Override
  public String action() {
    return "SPM priority becomes " + to;
  }

  @Override
  public String before() {
    return describe(from);
  }

  @Override
  public String after() {
    return describe(to);
  }

  private static String describe(int priority) {
    return "SPM priority " + priority;
  }

  @Override
  public String why() {
    return "the SPM is to be elected at the primary site while it has a host";
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.host(host)
        .map(Host::spmPriority)
        .map(
            seen -> {
              if (seen == to) {
                return ObservedState.after(describe(seen));
              }
              return seen == from
                  ? ObservedState.before(describe(seen))
                  : ObservedState.astray(describe(seen));
            })
        .orElseGet(() -> HostState.gone(host));
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.setSpmPriority(host, port, to, id);
  }

  @Override
  public SetSpmPriority inverse() {
    return new SetSpmPriority(host, port, to, from);
  }
}
