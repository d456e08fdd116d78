/**
 * The steps that all runbooks share: a service task's id is its bean. Each looks up what it needs
 * in the ledger, by the run and the phase that it belongs to.
 */
package io.siteswap.runbook.steps;
