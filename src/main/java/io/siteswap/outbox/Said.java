package io.siteswap.outbox;

import java.time.Instant;

/** A message, and whether it was heard. */
public record Said(Message message, Instant writtenAt, boolean isHeard) {}
