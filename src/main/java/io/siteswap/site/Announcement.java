package io.siteswap.site;

/**
 * What everybody must know, whatever page they look at.
 *
 * @param severity {@code bad} or {@code warn}
 * @param text what is so, and what to make of it
 * @param link where to see more; empty where there is nothing more
 */
public record Announcement(String severity, String text, String link) {}
