package io.siteswap.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The numbers of the last changes of a plan, in its order, kept as ranges: "4051-4060,17". */
record Numbers(List<Integer> values) {
  static Numbers read(String text) {
    return new Numbers(
        Arrays.stream(text.split(",", -1))
            .filter(range -> !range.isEmpty())
            .flatMap(Numbers::range)
            .toList());
  }

  private static Stream<Integer> range(String text) {
    String[] ends = text.split("-", -1);
    int first = Integer.parseInt(ends[0]);
    return IntStream.rangeClosed(first, Integer.parseInt(ends[ends.length - 1])).boxed();
  }

  String text() {
    List<int[]> ranges = new ArrayList<>();
    for (int value : values) {
      int[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
      if (last != null && last[1] + 1 == value) {
        last[1] = value;
      } else {
        ranges.add(new int[] {value, value});
      }
    }
    return ranges.stream()
        .map(range -> range[0] == range[1] ? "" + range[0] : range[0] + "-" + range[1])
        .collect(Collectors.joining(","));
  }
}
