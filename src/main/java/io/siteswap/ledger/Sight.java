package io.siteswap.ledger;

import java.time.Instant;

/** What an inventory showed, and when. */
public record Sight(Instant at, String words) {}
