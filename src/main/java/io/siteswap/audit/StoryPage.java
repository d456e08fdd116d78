package io.siteswap.audit;

import java.util.List;

/**
 * Some of a story.
 *
 * @param found how many lines there are on all pages
 * @param missing what could not be asked, in a sentence; empty where all is told
 */
public record StoryPage(List<StoryLine> lines, int page, int size, int found, String missing) {}
