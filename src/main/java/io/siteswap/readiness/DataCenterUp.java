package io.siteswap.readiness;

import io.siteswap.manager.DataCenter;
import io.siteswap.manager.Host;
import java.util.Set;
import java.util.stream.Stream;

/** Without an SPM nothing can be started, and no lease made. */
record DataCenterUp() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    DataCenter dataCenter = facts.inventory().dataCenter();
    return Stream.of(
        dataCenter.isUp()
            ? Finding.ok(
                "data-center-up",
                "Data centre %s is up, SPM is %s"
                    .formatted(
                        dataCenter.name(),
                        facts.inventory().spm().map(Host::name).orElse("being elected")))
            : Finding.blocker(
                "data-center-not-up",
                "Data centre %s is %s".formatted(dataCenter.name(), dataCenter.status()),
                "Wait until the Manager has an SPM again, or look at its storage."));
  }
}
