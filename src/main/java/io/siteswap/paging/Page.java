package io.siteswap.paging;

import java.util.List;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/**
 * Some lines of a list.
 *
 * @param page from 0; the last one where there are not so many
 * @param found how many lines there are on all pages
 */
public record Page<T>(List<T> lines, int page, int size, int found) {
  /** The header of an answer that says how many lines there are on all pages. */
  public static final String FOUND = "X-Total-Count";

  /** Reads the lines of a page. */
  public interface Reader<T> {
    List<T> read(int page, int size);
  }

  public static <T> Page<T> of(List<T> all, Paging wanted) {
    return read(
        all.size(),
        wanted,
        (page, size) -> all.stream().skip((long) page * size).limit(size).toList());
  }

  /** Of a list that is longer than what is read of it. */
  public static <T> Page<T> read(int found, Paging wanted, Reader<T> reader) {
    int size = wanted.size();
    int page = Math.min(last(found, size), wanted.page());
    return new Page<>(reader.read(page, size), page, size, found);
  }

  private static int last(int found, int size) {
    return Math.max(0, (found - 1) / size);
  }

  /** What is shown of a list beside other things. */
  public static <T> List<T> first(List<T> all) {
    return all.stream().limit(Paging.USUAL).toList();
  }

  /** The same page in other words. */
  public <U> Page<U> map(Function<T, U> words) {
    return new Page<>(lines.stream().map(words).toList(), page, size, found);
  }

  public boolean isFirst() {
    return page == 0;
  }

  public boolean isLast() {
    return page == last(found, size);
  }

  public ResponseEntity<List<T>> answer() {
    return ResponseEntity.ok().header(FOUND, "" + found).body(lines);
  }
}
