package io.siteswap.ledger;

import java.time.Instant;

/** What an inventory showed, and when. */
public record Observation(Instant at, String description) {}
