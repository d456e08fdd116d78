package io.siteswap.notice;

import java.util.Set;

/**
 * What people are to be told.
 *
 * @param key names it among all that somebody is told; the same is told once
 * @param groups whose members are told
 * @param people who are told by name, too
 * @param except whom it does not concern, though they are of a group
 * @param link where to go on
 */
record News(
    Kind kind,
    String key,
    String runId,
    Set<String> groups,
    Set<String> people,
    Set<String> except,
    String title,
    String text,
    String link) {}
