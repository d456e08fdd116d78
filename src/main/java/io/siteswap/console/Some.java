package io.siteswap.console;

import java.util.List;
import org.springframework.http.ResponseEntity;

/**
 * Some lines of a list.
 *
 * @param page from 0; the last one where there are not so many
 * @param found how many lines there are on all pages
 */
record Some<T>(List<T> lines, int page, int size, int found) {
  static final int LARGEST = 1000;

  /** What is shown of a list beside other things. */
  static final int FIRST = 100;

  static <T> Some<T> of(List<T> all, int page, int size) {
    int some = size(size);
    int last = Math.max(0, (all.size() - 1) / some);
    int wanted = Math.min(last, Math.max(0, page));
    return new Some<>(
        all.stream().skip((long) wanted * some).limit(some).toList(), wanted, some, all.size());
  }

  /** So many lines a page has, whatever is asked for. */
  static int size(int wanted) {
    return Math.min(LARGEST, Math.max(1, wanted));
  }

  static <T> List<T> first(List<T> all) {
    return of(all, 0, FIRST).lines();
  }

  /** How many there are on all pages stands in a header. */
  static <T> ResponseEntity<List<T>> answer(List<T> lines, int found) {
    return ResponseEntity.ok().header("X-Total-Count", "" + found).body(lines);
  }

  ResponseEntity<List<T>> answer() {
    return answer(lines, found);
  }
}
