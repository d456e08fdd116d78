package io.siteswap.recovery;

import java.time.Instant;

/**
 * A site of which hosts do not answer together.
 *
 * @param silent so many of them do not answer
 * @param hosts so many should: without those that somebody has taken out of service
 * @param since when the last of them fell silent by the Manager's log, or when this was first seen
 * @param whole whether none of them answers, so that the site seems lost; else it is so in part
 */
public record Sighting(
    String cluster, String site, int silent, int hosts, Instant since, boolean whole) {}
