package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Movability;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmStatus;
import io.siteswap.site.Site;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Running VMs that would not leave their site: pinned, paused on an error, locked, confined. */
record VmsMovable() implements InventoryCheck {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.MIGRATION);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    return FindingSummary.of(
        "vm-cannot-move",
        situation.sites().flatMap(site -> stuck(situation, site)).toList(),
        "VMs could not be moved to the other site",
        "Look at each of them in the Manager.");
  }

  /**
   * What would not move to that site, of what a plan wants there, or of all that runs elsewhere.
   */
  private static Stream<Finding> stuck(Situation situation, Site to) {
    Site from = situation.cluster().other(to);
    Movability movability =
        Movability.to(situation.inventory(), situation.hosts(to).stream().map(Host::ref).toList());
    return situation.inventory().vms().stream()
        .filter(Vm::runs)
        .filter(
            vm ->
                situation
                    .move()
                    .map(move -> move.coming().contains(vm.ref()))
                    .orElseGet(() -> from.holds(vm.host().orElseThrow().name())))
        .flatMap(
            vm -> movability.whyNot(vm).or(() -> paused(vm)).map(why -> finding(vm, why)).stream());
  }

  /** One that is paused on an I/O error keeps all of its host (T-2). */
  private static Optional<String> paused(Vm vm) {
    return vm.is(VmStatus.PAUSED) ? Optional.of("is paused") : Optional.empty();
  }

  private static Finding finding(Vm vm, String why) {
    return Finding.warning(
            "vm-cannot-move",
            "VM %s on %s %s".formatted(vm.name(), vm.host().orElseThrow(), why),
            vm.is(VmStatus.UNKNOWN) || vm.is(VmStatus.NOT_RESPONDING)
                ? "Its host would not reach maintenance, and it cannot be shut down: look at its host."
                : "Its host would not reach maintenance: change that, or shut the VM down before.")
        .about(vm.name());
  }
}
