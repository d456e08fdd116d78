package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.NamedRef;

/** Removes a cluster that this run has made. */
public record RemoveCluster(NamedRef cluster, NamedRef dataCenter) implements Change {
  @Override
  public NamedRef object() {
    return cluster;
  }

  @Override
  public String action() {
    return "cluster is removed";
  }

  @Override
  public String before() {
    return Existence.PRESENT;
  }

  @Override
  public String after() {
    return Existence.ABSENT;
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.cluster().isThere()
        ? ObservedState.before(Existence.PRESENT)
        : ObservedState.after(Existence.ABSENT);
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.removeCluster(cluster, id);
  }

  @Override
  public MakeCluster inverse() {
    return new MakeCluster(cluster, dataCenter);
  }
}
