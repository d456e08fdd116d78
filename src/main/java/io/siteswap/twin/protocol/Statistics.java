package io.siteswap.twin.protocol;

import java.util.Map;
import java.util.TreeMap;

/** Counts requests by method and path pattern. */
public final class Statistics {
  private final Map<String, Integer> counts = new TreeMap<>();

  public synchronized void count(String method, String pattern) {
    counts.merge(method + " " + pattern, 1, Integer::sum);
  }

  public synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  public synchronized void reset() {
    counts.clear();
  }
}
