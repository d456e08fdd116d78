package io.siteswap.runbook;

/** A phase has begun; told in the transaction in which it did. */
public record PhaseBegan(PhaseOfRun phase) {}
