/**
 * The watch: it looks at the Manager for every run that waits, tells the engine when a wait is
 * over, and tries again what may pass. One look serves all runs of a cluster.
 */
package io.siteswap.runbook.watch;
