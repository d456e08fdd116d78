package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.DataCenter;
import io.siteswap.manager.inventory.Host;
import java.util.Set;
import java.util.stream.Stream;

/** Without an SPM nothing can be started, and no lease made. */
record DataCenterUp() implements InventoryCheck {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    DataCenter dataCenter = situation.inventory().dataCenter();
    return Stream.of(
        dataCenter.isUp()
            ? Finding.ok(
                "data-center-up",
                "Data centre %s is up, SPM is %s"
                    .formatted(
                        dataCenter.name(),
                        situation.inventory().spm().map(Host::name).orElse("being elected")))
            : notUp(
                situation,
                "Data centre %s is %s".formatted(dataCenter.name(), dataCenter.status())));
  }

  /** A recovery confirms the host that was the SPM: only then the Manager elects another. */
  private static Finding notUp(Situation situation, String what) {
    String code = "data-center-not-up";
    return situation.isOfLostSite()
        ? Finding.warning(code, what, "The run lets the Manager elect another SPM.")
        : Finding.blocker(
            code, what, "Wait until the Manager has an SPM again, or look at its storage.");
  }
}
