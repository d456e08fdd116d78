package io.siteswap.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One thing in which the world no longer matches what was approved. */
public record PlanDifference(String what, boolean approved, boolean now) {
  static List<PlanDifference> between(List<PlanLine> approved, List<PlanLine> now) {
    Set<String> approvedKeys = keys(approved);
    Set<String> nowKeys = keys(now);
    return Stream.concat(
            approved.stream()
                .filter(line -> !nowKeys.contains(line.key()))
                .map(line -> new PlanDifference(line.text(), true, false)),
            now.stream()
                .filter(line -> !approvedKeys.contains(line.key()))
                .map(line -> new PlanDifference(line.text(), false, true)))
        .toList();
  }

  private static Set<String> keys(List<PlanLine> lines) {
    return lines.stream().map(PlanLine::key).collect(Collectors.toSet());
  }
}
