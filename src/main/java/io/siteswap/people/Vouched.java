package io.siteswap.people;

import java.util.Collection;

/**
 * What a directory says of somebody.
 *
 * @param subject by which they are one person, by whichever directory they come
 * @param theirs by which that directory alone knows them; the same where nothing is in common
 * @param name what it calls them today
 * @param groups of its own, that they are in
 */
record Vouched(String subject, String theirs, String name, Collection<String> groups) {}
