package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.readiness.checks.Situation.Move;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether the destination of a plan has room for what comes, by what the engine's own scheduler
 * would offer there now. Memory only; what a site could carry at all is judged by {@link Capacity}.
 */
record RoomNow() implements InventoryCheck {
  private static final long GIB = 1L << 30;

  @Override
  public Set<Need> concerns() {
    return Set.of(Need.MIGRATION);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    return situation.move().stream().flatMap(move -> look(situation, move));
  }

  private static Stream<Finding> look(Situation situation, Move move) {
    Inventory now = situation.inventory();
    List<Vm> coming =
        now.vms().stream().filter(vm -> vm.runs() && move.coming().contains(vm.ref())).toList();
    List<Host> open =
        situation.hosts(move.destination()).stream().filter(host -> isOpen(host, move)).toList();
    long needed = coming.stream().mapToLong(Vm::memory).sum();
    long free = open.stream().mapToLong(host -> free(now, host)).sum();
    String figures =
        "%s has %d GiB free, %d VMs with %d GiB come"
            .formatted(move.destination().name(), free / GIB, coming.size(), needed / GIB);
    if (needed > free) {
      return Stream.of(
          Finding.blocker("no-room", figures, "Stop VMs that are not needed, or add hosts."));
    }
    long emptiest = open.stream().mapToLong(host -> free(now, host)).max().orElse(0);
    return Stream.concat(
        Stream.of(Finding.ok("room", figures)),
        coming.stream()
            .filter(vm -> vm.memory() > emptiest)
            .map(vm -> tooLarge(vm, move, emptiest)));
  }

  private static Finding tooLarge(Vm vm, Move move, long emptiest) {
    return Finding.blocker(
            "vm-too-large",
            "VM %s needs %d GiB, the emptiest host of %s has %d GiB free"
                .formatted(vm.name(), vm.memory() / GIB, move.destination().name(), emptiest / GIB),
            "Make room on one host, or stop the VM.")
        .about(vm.name());
  }

  /** Takes VMs in by the time they come. */
  private static boolean isOpen(Host host, Move move) {
    return host.isUp() || (host.is(HostStatus.MAINTENANCE) && move.waking().contains(host.ref()));
  }

  /** A host in maintenance reports nothing schedulable; it will offer its memory. */
  private static long free(Inventory now, Host host) {
    return host.isUp()
        ? host.load().schedulable()
        : host.load().memory() * now.cluster().memoryOvercommitPercent() / 100;
  }
}
