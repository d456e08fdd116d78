package io.siteswap.readiness.checks;

import java.util.Set;
import java.util.stream.Stream;

/** Soft groups count only where the cluster's scheduling policy weighs them. */
record AffinityWeighed() implements Check {
  private static final String UNIT = "VmToHostsAffinityGroups";
  private static final String CLUSTER_MAINTENANCE = "7677771e-5eab-422e-83fa-dc04080d21b7";

  @Override
  public Set<Need> concerns() {
    return Set.of(Need.RETURN, Need.LOSS);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return Stream.concat(Stream.of(weight(facts)), maintenance(facts));
  }

  private static Finding weight(Facts facts) {
    return facts
        .surroundings()
        .weights()
        .value()
        .map(AffinityWeighed::weight)
        .orElseGet(
            () ->
                Finding.unknown(
                    "affinity-weight",
                    "whether the cluster's scheduling policy weighs soft affinity",
                    facts.surroundings().weights().whyNot()));
  }

  private static Finding weight(Set<String> units) {
    return units.contains(UNIT)
        ? Finding.ok("affinity-weight", "The cluster's scheduling policy weighs soft affinity")
        : Finding.warning(
                "affinity-weight-missing",
                "The cluster's scheduling policy does not weigh soft affinity",
                "Add the weight %s to the policy, or use a policy that has it.".formatted(UNIT))
            .seen("it weighs by " + units.stream().sorted().toList());
  }

  private static Stream<Finding> maintenance(Facts facts) {
    return facts.inventory().cluster().schedulingPolicyId().equals(CLUSTER_MAINTENANCE)
        ? Stream.of(
            Finding.blocker(
                "cluster-maintenance-policy",
                "The scheduling policy cluster_maintenance refuses to start VMs without high"
                    + " availability",
                "Give the cluster its usual scheduling policy back."))
        : Stream.empty();
  }
}
