package io.siteswap.readiness.checks;

import java.util.Set;
import java.util.stream.Stream;

/** Whoever keeps the Manager available looks at its health page, so that page has to be right. */
record ManagerHealthy() implements Check {
  private static final String GOOD = "DB Up";

  @Override
  public Set<Need> concerns() {
    return Set.of(Need.LOSS);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return Stream.of(
        facts
            .surroundings()
            .health()
            .value()
            .map(ManagerHealthy::judge)
            .orElseGet(
                () ->
                    Finding.unknown(
                        "manager-health",
                        "the health page of the Manager",
                        facts.surroundings().health().whyNot())));
  }

  private static Finding judge(String description) {
    return description.startsWith(GOOD)
        ? Finding.ok("manager-health", "The Manager's health page says: " + description)
        : Finding.warning(
            "manager-unhealthy",
            "The Manager's health page says: " + description,
            "Look at the Manager and its database: a cluster suite may restart it.");
  }
}
