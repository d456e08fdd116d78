package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.site.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether each site alone could carry all protected VMs, by memory with the cluster's overcommit.
 * It counts what the hosts have, not what is free now.
 */
record Capacity() implements Check {
  private static final long GIB = 1L << 30;

  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return facts.sites().flatMap(site -> new Place(facts, site).look());
  }

  /** One site and the hosts there that could carry something. */
  private record Place(Facts facts, Site site, List<Host> hosts, List<Vm> vms) {
    Place(Facts facts, Site site) {
      this(
          facts,
          site,
          facts.hosts(site).stream()
              .filter(host -> host.isUp() || host.is(HostStatus.MAINTENANCE))
              .toList(),
          facts.protectedVms().stream()
              .sorted(Comparator.comparingLong(Vm::memory).reversed())
              .toList());
    }

    Stream<Finding> look() {
      return Stream.concat(
          Stream.of(sum().about(site.name())),
          FindingSummary.of(
              "vm-fits-nowhere",
              vms.stream().flatMap(vm -> fit(vm).stream()).toList(),
              "VMs have no choice of hosts at " + site.name(),
              "Add larger hosts there."));
    }

    private Finding sum() {
      long needed = vms.stream().mapToLong(Vm::memory).sum();
      long there = hosts.stream().mapToLong(this::room).sum();
      String figures =
          "%s can carry %d GiB, %d protected VMs need %d GiB"
              .formatted(site.name(), there / GIB, vms.size(), needed / GIB);
      if (needed > there) {
        return Finding.blocker("site-too-small", figures, "Add hosts there, or protect fewer VMs.");
      }
      List<Vm> left = leftOver();
      if (!left.isEmpty()) {
        return Finding.warning(
                "site-packs-badly",
                figures + ", but not in the pieces that its hosts are",
                "Add a host there, so that the large VMs find room.")
            .seen("left over: " + left.stream().map(Vm::name).collect(Collectors.joining(", ")));
      }
      return Finding.ok("site-carries-all", figures).seen(largest());
    }

    private String largest() {
      return vms.stream()
          .findFirst()
          .map(vm -> "the largest is %s with %d GiB".formatted(vm.name(), vm.memory() / GIB))
          .orElse("");
    }

    /** What finds no room when the largest are placed first, each on the first host that has it. */
    private List<Vm> leftOver() {
      long[] free = hosts.stream().mapToLong(this::room).toArray();
      List<Vm> left = new ArrayList<>();
      for (Vm vm : vms) {
        if (!place(vm, free)) {
          left.add(vm);
        }
      }
      return left;
    }

    private static boolean place(Vm vm, long[] free) {
      for (int host = 0; host < free.length; host++) {
        if (free[host] >= vm.memory()) {
          free[host] -= vm.memory();
          return true;
        }
      }
      return false;
    }

    private Optional<Finding> fit(Vm vm) {
      List<Host> takers = hosts.stream().filter(host -> room(host) >= vm.memory()).toList();
      String object = vm.name() + "@" + site.name();
      if (takers.isEmpty() && !hosts.isEmpty()) {
        return Optional.of(
            Finding.blocker(
                    "vm-fits-nowhere",
                    "VM %s needs %d GiB, more than any host of %s has"
                        .formatted(vm.name(), vm.memory() / GIB, site.name()),
                    "Add a larger host there, or make the VM smaller.")
                .about(object));
      }
      if (takers.size() == 1 && hosts.size() > 1) {
        return Optional.of(
            Finding.warning(
                    "vm-fits-one-host",
                    "VM %s with %d GiB fits on a single host of %s"
                        .formatted(vm.name(), vm.memory() / GIB, site.name()),
                    "Add a second host of that size, so that the loss of one can be borne.")
                .about(object)
                .seen("only " + takers.get(0).name() + " could take it"));
      }
      return Optional.empty();
    }

    private long room(Host host) {
      return host.load().memory() * facts.inventory().cluster().memoryOvercommitPercent() / 100;
    }
  }
}
