package io.siteswap.plan;

import java.time.Duration;

/**
 * Changes that happen together; the next wave begins a pause after the one before has ended, so
 * that people can look whether all is well.
 */
public record Wave(int number, Duration pause) {}
