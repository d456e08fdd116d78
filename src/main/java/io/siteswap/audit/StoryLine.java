package io.siteswap.audit;

import java.time.Instant;
import java.util.Locale;

/**
 * One thing that happened in a run.
 *
 * @param source where it is known from
 * @param who did it
 * @param role in which; empty where nobody of ours did
 * @param what in a few words
 * @param detail what else was said of it
 * @param tone good, bad or plain
 * @param correlationId by which the Manager knows it; else empty
 */
public record StoryLine(
    Instant at,
    Source source,
    String who,
    String role,
    String what,
    String detail,
    String tone,
    String correlationId) {
  /** Where a line comes from. */
  public enum Source {
    JOURNAL,
    MANAGER,
    TICKET,
    ENGINE
  }

  boolean has(Iterable<String> words) {
    String text = String.join(" ", who, role, what, detail, correlationId).toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
