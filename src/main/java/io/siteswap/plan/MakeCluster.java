package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.NamedRef;
import java.util.Optional;

/** Makes the cluster in its data centre. */
public record MakeCluster(NamedRef cluster, NamedRef dataCenter) implements Change {
  @Override
  public NamedRef object() {
    return cluster;
  }

  @Override
  public String action() {
    return "cluster is made in data centre " + dataCenter;
  }

  @Override
  public String before() {
    return Existence.ABSENT;
  }

  @Override
  public String after() {
    return Existence.PRESENT;
  }

  @Override
  public String why() {
    return "the hosts of both sites are to be in one cluster";
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.cluster().isThere()
        ? ObservedState.after(Existence.PRESENT)
        : ObservedState.before(Existence.ABSENT);
  }

  @Override
  public Optional<String> notYet(Inventory now) {
    return now.dataCenter().isThere()
        ? Optional.empty()
        : Optional.of("waits for data centre " + dataCenter);
  }

  @Override
  public boolean makesItsObject() {
    return true;
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.addCluster(cluster, dataCenter, id);
  }

  @Override
  public RemoveCluster inverse() {
    return new RemoveCluster(cluster, dataCenter);
  }
}
