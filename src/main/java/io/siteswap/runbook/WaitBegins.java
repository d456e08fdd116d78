package io.siteswap.runbook;

/** A run is about to wait for its changes; told in the transaction that makes it wait. */
public record WaitBegins() {}
