package io.siteswap.twin.world;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ovirt.engine.sdk4.types.VmAffinity;

/** What becomes of a well-kept cluster when nobody looks: each flaw is one an audit should find. */
final class Drift {
  private final World world;

  Drift(World world) {
    this.world = world;
  }

  void happen() {
    host("south-1", host -> host.spmPriority = 9);
    host("north-2", host -> host.spmPriority = 3);
    vm("db-1", vm -> vm.ha = false);
    vm("db-1", Drift::unlease);
    vm("app-1", Drift::unlease);
    vm("web-1", vm -> vm.haPriority = 1);
    vm("db-2", this::pin);
    world.groups.values().forEach(this::shrink);
  }

  private void host(String name, Consumer<TwinHost> change) {
    world.hostNamed(name).ifPresent(change);
  }

  private void vm(String name, Consumer<TwinVm> change) {
    world.vmNamed(name).ifPresent(change);
  }

  private static void unlease(TwinVm vm) {
    vm.lease = Optional.empty();
  }

  private void pin(TwinVm vm) {
    vm.affinity = VmAffinity.PINNED;
    vm.host.ifPresent(vm.placement::add);
  }

  /** The last host and one VM were never added. */
  private void shrink(TwinGroup group) {
    List<String> hosts = List.copyOf(group.hosts);
    group.hosts.remove(hosts.get(hosts.size() - 1));
    vm("web-2", vm -> group.vms.remove(vm.id));
  }
}
