package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.NamedRef;
import java.util.Optional;

/** Removes a data centre that this run has made. */
public record RemoveDataCenter(NamedRef dataCenter) implements Change {
  @Override
  public NamedRef object() {
    return dataCenter;
  }

  @Override
  public String action() {
    return "data centre is removed";
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
    return now.dataCenter().isThere()
        ? ObservedState.before(now.dataCenter().status().toString())
        : ObservedState.after(Existence.ABSENT);
  }

  @Override
  public Optional<String> notYet(Inventory now) {
    return now.cluster().isThere()
        ? Optional.of("cluster " + now.cluster().name() + " is still there")
        : Optional.empty();
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.removeDataCenter(dataCenter, id);
  }

  @Override
  public MakeDataCenter inverse() {
    return new MakeDataCenter(dataCenter);
  }
}
