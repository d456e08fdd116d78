package io.siteswap.readiness.checks;

import io.siteswap.site.ManagerAvailability;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Manager has to survive as well; how is said in the configuration, that it works by people.
 */
record ManagerAvailable() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.LOSS);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return facts
        .settings()
        .managerAvailability()
        .map(way -> attested(facts, way))
        .orElseGet(
            () ->
                Stream.of(
                    Finding.warning(
                        "manager-availability-not-configured",
                        "It is not said how the Manager is kept available",
                        "Set siteswap.clusters.%s.manager-availability, and attest that it works."
                            .formatted(facts.cluster().name()))));
  }

  private Stream<Finding> attested(Facts facts, ManagerAvailability way) {
    String what = "the Manager is kept available (%s)".formatted(way.word());
    return new Attested(Attestation.MANAGER_AVAILABILITY, what, concerns()).look(facts);
  }
}
