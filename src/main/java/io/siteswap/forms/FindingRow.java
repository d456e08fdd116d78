package io.siteswap.forms;

import io.siteswap.readiness.checks.Finding;
import java.util.List;
import java.util.Locale;

/** A finding as every form lists it. */
public record FindingRow(String level, String what, String remedy) {
  public static List<FindingRow> of(List<Finding> findings) {
    return findings.stream().map(FindingRow::of).toList();
  }

  private static FindingRow of(Finding finding) {
    return new FindingRow(
        finding.level().name().toLowerCase(Locale.ROOT), finding.what(), finding.remedy());
  }
}
