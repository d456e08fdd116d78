package io.siteswap.audit;

import java.time.Instant;

/**
 * A step that could not go on by itself.
 *
 * @param endedAt when it was mended; null while it is not
 * @param words why
 * @param passedOn whether it happened in what this step called
 */
public record Failure(String step, Instant at, Instant endedAt, String words, boolean passedOn) {}
