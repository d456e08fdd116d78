package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A recovery starts what ran at the lost site, and nothing that was down before. */
record ProtectedVmsRun() implements InventoryCheck {
  private static final int NAMED = 10;

  @Override
  public Set<Need> concerns() {
    return Set.of(Need.LOSS);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    List<String> down =
        situation.protectedVms().stream()
            .filter(vm -> situation.isOfLostSite() && vm.is(VmStatus.DOWN))
            .map(Vm::name)
            .toList();
    return down.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Finding.warning(
                "protected-vms-down",
                "%d protected VMs were down already and are not started: %s"
                    .formatted(down.size(), named(down)),
                "Start them yourself if they are needed."));
  }

  private static String named(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
        + (names.size() > NAMED ? ", …" : "");
  }
}
