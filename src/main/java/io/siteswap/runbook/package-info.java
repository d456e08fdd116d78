/**
 * The main door to Camunda: the runbooks, what they have in common, and the watch that serves their
 * waits. The steps that they share are with the steps, how people step in with the intervention; a
 * step looks up what it needs in the ledger by the run it belongs to; process variables are for the
 * diagram and for people.
 */
package io.siteswap.runbook;
