package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Surroundings.Version;
import java.util.Set;
import java.util.stream.Stream;

/** The procedure needs what came with 4.2: soft affinity of VMs to hosts. */
record ManagerVersion() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return Stream.of(
        facts
            .surroundings()
            .version()
            .value()
            .map(ManagerVersion::judge)
            .orElseGet(
                () ->
                    Finding.unknown(
                        "manager-version",
                        "the version of the Manager",
                        facts.surroundings().version().whyNot())));
  }

  private static Finding judge(Version version) {
    return version.isAtLeast(4, 2)
        ? Finding.ok("manager-version", "The Manager is of version " + version.full())
        : Finding.blocker(
            "manager-too-old",
            "The Manager is of version " + version.full(),
            "Upgrade it to 4.2 or later.");
  }
}
