package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.NamedRef;

/** Makes the data centre. */
public record MakeDataCenter(NamedRef dataCenter) implements Change {
  @Override
  public NamedRef object() {
    return dataCenter;
  }

  @Override
  public String action() {
    return "data centre is made";
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
    return "hosts and storage need a data centre";
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.dataCenter().isThere()
        ? ObservedState.after(now.dataCenter().status().toString())
        : ObservedState.before(Existence.ABSENT);
  }

  @Override
  public boolean makesItsObject() {
    return true;
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.addDataCenter(dataCenter, id);
  }

  @Override
  public RemoveDataCenter inverse() {
    return new RemoveDataCenter(dataCenter);
  }
}
