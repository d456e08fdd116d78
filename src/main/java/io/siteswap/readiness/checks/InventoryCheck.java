package io.siteswap.readiness.checks;

import java.util.stream.Stream;

/** A check that an inventory is enough for, so that it is asked for each plan as well. */
public interface InventoryCheck extends Check {
  Stream<Finding> look(Situation situation);

  @Override
  default Stream<Finding> look(Facts facts) {
    return look(facts.situation());
  }
}
