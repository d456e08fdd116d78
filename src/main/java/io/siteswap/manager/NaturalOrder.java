package io.siteswap.manager;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Orders names as people do: {@code north-2} before {@code north-10}. */
enum NaturalOrder implements Comparator<String> {
  INSTANCE;

  private static final Pattern RUN = Pattern.compile("\\d+|\\D+");

  @Override
  public int compare(String left, String right) {
    List<String> lefts = runs(left);
    List<String> rights = runs(right);
    for (int i = 0; i < Math.min(lefts.size(), rights.size()); i++) {
      int order = compareRuns(lefts.get(i), rights.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(lefts.size(), rights.size());
  }

  private static int compareRuns(String left, String right) {
    return isNumber(left) && isNumber(right)
        ? new BigInteger(left).compareTo(new BigInteger(right))
        : left.compareTo(right);
  }

  private static boolean isNumber(String run) {
    return run.charAt(0) >= '0' && run.charAt(0) <= '9';
  }

  private static List<String> runs(String name) {
    return RUN.matcher(name).results().map(MatchResult::group).toList();
  }
}
