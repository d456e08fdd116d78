package io.siteswap.runbook.steps;

import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.Inventory;

/** Told in the transaction that keeps a plan: which inventory it was drawn up from. */
public record Surveyed(Run run, Inventory now) {}
