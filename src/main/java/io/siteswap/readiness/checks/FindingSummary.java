package io.siteswap.readiness.checks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps an audit readable: the same trouble of very many things is one finding. */
final class FindingSummary {
  private static final int EACH = 50;
  private static final int NAMED = 10;

  private FindingSummary() {}

  /**
   * The findings themselves, or one for all of them.
   *
   * @param what how it goes on after their number
   */
  static Stream<Finding> of(String code, List<Finding> findings, String what, String remedy) {
    if (findings.size() <= EACH) {
      return findings.stream();
    }
    Finding.Level worst = findings.stream().map(Finding::level).max(Enum::compareTo).orElseThrow();
    String some =
        findings.stream().limit(NAMED).map(Finding::object).collect(Collectors.joining(", "));
    return Stream.of(
        new Finding(
            worst,
            code,
            "",
            findings.size() + " " + what,
            "%s and %d more".formatted(some, findings.size() - NAMED),
            remedy));
  }
}
