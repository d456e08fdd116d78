package io.siteswap.console;

import io.siteswap.ledger.Entry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Some of the changes of a run: those that have every word of a search somewhere in their line.
 *
 * @param page from 0
 * @param found how many there are on all pages
 */
record ChangePage(List<ChangeRow> rows, int page, int size, int found, int total) {
  static ChangePage of(List<Entry> all, Optional<Instant> at, String search, int page, int size) {
    List<ChangeRow> found = found(all, at, search);
    Some<ChangeRow> some = Some.of(found, page, size);
    return new ChangePage(some.lines(), some.page(), some.size(), some.found(), all.size());
  }

  static ChangePage all(List<Entry> all, Optional<Instant> at, String search) {
    List<ChangeRow> found = found(all, at, search);
    return new ChangePage(found, 0, Math.max(1, found.size()), found.size(), all.size());
  }

  private static List<ChangeRow> found(List<Entry> all, Optional<Instant> at, String search) {
    List<String> words = words(search);
    return all.stream()
        .map(entry -> ChangeRow.of(entry, at))
        .filter(row -> words.isEmpty() || hasAll(row, words))
        .toList();
  }

  private static List<String> words(String search) {
    return Arrays.stream(search.toLowerCase(Locale.ROOT).split("\\s+"))
        .filter(word -> !word.isEmpty())
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

  boolean isFirst() {
    return page == 0;
  }

  boolean isLast() {
    return (long) (page + 1) * size >= found;
  }

  /** As in "1 to 100 of 4050". */
  String described() {
    return found == 0
        ? "none of %d".formatted(total)
        : "%d to %d of %d%s"
            .formatted(
                page * size + 1,
                page * size + rows.size(),
                found,
                found == total ? "" : " found, of %d in all".formatted(total));
  }
}
