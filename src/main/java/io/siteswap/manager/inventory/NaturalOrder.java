package io.siteswap.manager.inventory;

import java.util.Comparator;

/** Orders names as people do: {@code north-2} before {@code north-10}. */
enum NaturalOrder implements Comparator<String> {
  INSTANCE;

  /** Without anything made on the way: it compares the names of all VMs at each look. */
  @Override
  public int compare(String left, String right) {
    int l = 0;
    int r = 0;
    while (l < left.length() && r < right.length()) {
      boolean numbers = isDigit(left.charAt(l)) && isDigit(right.charAt(r));
      int order =
          numbers
              ? compareNumbers(left, l, right, r)
              : Character.compare(left.charAt(l), right.charAt(r));
      if (order != 0) {
        return order;
      }
      l = numbers ? endOfNumber(left, l) : l + 1;
      r = numbers ? endOfNumber(right, r) : r + 1;
    }
    return Integer.compare(left.length() - l, right.length() - r);
  }

  private static int compareNumbers(String left, int l, String right, int r) {
    int leftFrom = skipZeros(left, l);
    int rightFrom = skipZeros(right, r);
    int leftEnd = endOfNumber(left, l);
    int rightEnd = endOfNumber(right, r);
    int digits = Integer.compare(leftEnd - leftFrom, rightEnd - rightFrom);
    return digits != 0
        ? digits
        : CharSequence.compare(
            left.subSequence(leftFrom, leftEnd), right.subSequence(rightFrom, rightEnd));
  }

  private static int skipZeros(String name, int from) {
    int at = from;
    while (at < name.length() && name.charAt(at) == '0') {
      at++;
    }
    return at;
  }

  private static int endOfNumber(String name, int from) {
    int at = from;
    while (at < name.length() && isDigit(name.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
