/**
 * The main door to Camunda: the steps of the runbooks (a service task's id is its bean), the watch
 * that serves their waits, and how the engine is set up. A step looks up what it needs in the
 * ledger by the run it belongs to; process variables are for the diagram and for people.
 */
package io.siteswap.runbook;
