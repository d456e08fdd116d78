package io.siteswap.console;

import io.siteswap.audit.StoryWish;
import io.siteswap.ledger.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The changes of a run that have every word of a search somewhere in their line. */
final class ChangeRows {
  private ChangeRows() {}

  static List<ChangeRow> found(List<Entry> all, Optional<Instant> at, String search) {
    List<String> words = StoryWish.words(search);
    return all.stream()
        .map(entry -> ChangeRow.of(entry, at))
        .filter(row -> words.isEmpty() || hasAll(row, words))
        .toList();
  }

  private static boolean hasAll(ChangeRow row, List<String> words) {
    String text = String.join(" ", texts(row).toList()).toLowerCase(Locale.ROOT);
    return words.stream().allMatch(text::contains);
  }

  private static Stream<String> texts(ChangeRow row) {
    return Stream.of(
        "" + row.number(),
        row.phase(),
        row.type(),
        row.object(),
        row.action(),
        row.before(),
        row.after(),
        row.state(),
        row.seen(),
        row.words(),
        "" + row.correlationId(),
        "" + row.undoCorrelationId());
  }
}
