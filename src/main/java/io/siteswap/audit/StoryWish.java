package io.siteswap.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which part of a story somebody wants to read.
 *
 * @param words that each line has
 * @param during what happened in one of these times; always where there are none
 * @param withManager whether the Manager is asked for its events
 * @param latestFirst whether the first page is the end
 */
public record StoryWish(
    List<String> words, List<Span> during, boolean withManager, boolean latestFirst) {

  /** From the one to the other, both of them in it. */
  public record Span(Instant from, Optional<Instant> to) {
    /** As in {@code 2026-01-01T00:00:00Z/2026-01-01T01:00:00Z}, or open with nothing at its end. */
    public static Span of(String text) {
      String[] ends = text.split("/", 2);
      return new Span(
          Instant.parse(ends[0]),
          ends.length < 2 || ends[1].isEmpty()
              ? Optional.empty()
              : Optional.of(Instant.parse(ends[1])));
    }

    boolean has(Instant at) {
      return !at.isBefore(from) && to.filter(at::isAfter).isEmpty();
    }
  }

  /** The words of what somebody has typed. */
  public static List<String> words(String typed) {
    return Arrays.stream(typed.toLowerCase(Locale.ROOT).split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Whether all of it is told from its beginning on. */
  boolean isFromTheStart() {
    return during.isEmpty() && !latestFirst;
  }

  boolean has(Instant at) {
    return during.isEmpty() || during.stream().anyMatch(span -> span.has(at));
  }

  boolean has(StoryLine line) {
    return has(line.at()) && line.has(words);
  }
}
