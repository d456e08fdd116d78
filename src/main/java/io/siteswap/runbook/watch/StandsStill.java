package io.siteswap.runbook.watch;

/**
 * A step of a run has failed, and nobody but people will try it again. Told in the transaction that
 * writes the failure down.
 */
public record StandsStill(String runId, String reason) {}
