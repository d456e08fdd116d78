package io.siteswap.runbook;

import java.time.Duration;

/**
 * A phase has ended; told in the transaction in which it did.
 *
 * @param well whether it came to what was planned
 */
public record PhaseEnded(PhaseOfRun phase, boolean well, Duration took) {}
