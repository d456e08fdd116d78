package io.siteswap.twin;

import java.util.Map;
import java.util.TreeMap;

/** Counts requests by method and path pattern. */
final class Statistics {
  private final Map<String, Integer> counts = new TreeMap<>();

  synchronized void count(String method, String pattern) {
    counts.merge(method + " " + pattern, 1, Integer::sum);
  }

  synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  synchronized void reset() {
    counts.clear();
  }
}
