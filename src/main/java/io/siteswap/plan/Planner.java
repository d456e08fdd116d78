package io.siteswap.plan;

import io.siteswap.manager.inventory.Inventory;

/** Draws up a plan from an inventory; the same inventory always gives the same plan. */
public interface Planner {
  Plan plan(Inventory now);
}
