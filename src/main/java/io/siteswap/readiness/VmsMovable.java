package io.siteswap.readiness;

import io.siteswap.manager.Host;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Movability;
import io.siteswap.manager.Vm;
import io.siteswap.manager.VmStatus;
import io.siteswap.site.Site;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Running VMs that would not leave their site: pinned, paused on an error, locked, confined. */
record VmsMovable() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.MIGRATION);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return FindingSummary.of(
        "vm-cannot-move",
        facts.sites().flatMap(site -> stuck(facts, site)).toList(),
        "VMs could not be moved to the other site",
        "Look at each of them in the Manager.");
  }

  private static Stream<Finding> stuck(Facts facts, Site site) {
    List<HostRef> targets =
        facts.hosts(facts.cluster().other(site)).stream().map(Host::ref).toList();
    Movability movability = Movability.to(facts.inventory(), targets);
    return facts.inventory().vms().stream()
        .filter(Vm::runs)
        .filter(vm -> site.holds(vm.host().orElseThrow().name()))
        .flatMap(
            vm -> movability.whyNot(vm).or(() -> paused(vm)).map(why -> finding(vm, why)).stream());
  }

  private static Optional<String> paused(Vm vm) {
    return vm.is(VmStatus.PAUSED) ? Optional.of("is paused") : Optional.empty();
  }

  private static Finding finding(Vm vm, String why) {
    return Finding.warning(
            "vm-cannot-move",
            "VM %s on %s %s".formatted(vm.name(), vm.host().orElseThrow(), why),
            "Its host would not reach maintenance: change that, or shut the VM down before.")
        .about(vm.name());
  }
}
