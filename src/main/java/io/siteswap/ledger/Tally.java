package io.siteswap.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a run is with its changes.
 *
 * @param done settled or undone
 * @param askedSince when its first request left
 */
public record Tally(long done, long total, Optional<Instant> askedSince) {}
