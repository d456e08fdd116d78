package io.siteswap.manager;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * All events that a search finds, in pages, so that each answer comes within the deadline of a
 * call. The Manager sorts them by their time, and counts from an id: two that were written at once
 * may have them the other way round, so each page begins a little before the end of the last one.
 */
final class EventPages {
  static final int PAGE = 2000;

  /** By so many ids the time of an event may lag behind those of others. */
  static final int OVERLAP = 500;

  private EventPages() {}

  /**
   * Each of them once.
   *
   * @param after the oldest {@link #PAGE} of those whose id is greater
   */
  static <T> List<T> all(LongFunction<List<T>> after, ToLongFunction<T> id) {
    Map<Long, T> found = new LinkedHashMap<>();
    List<T> page = after.apply(0);
    page.forEach(one -> found.putIfAbsent(id.applyAsLong(one), one));
    while (page.size() >= PAGE) {
      page = after.apply(page.stream().mapToLong(id).max().orElseThrow() - OVERLAP);
      page.forEach(one -> found.putIfAbsent(id.applyAsLong(one), one));
    }
    return List.copyOf(found.values());
  }
}
