package io.siteswap.readiness;

import io.siteswap.manager.DataCenterStatus;
import io.siteswap.manager.Host;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.HostStatus;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Movability;
import io.siteswap.manager.Vm;
import io.siteswap.manager.VmRef;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether VMs can be moved into a site now.
 *
 * @param destination the site that is to carry them
 * @param coming the VMs that are to run there
 * @param waking the hosts that the plan itself returns to service before
 */
public record Readiness(
    StretchCluster cluster, Site destination, Set<VmRef> coming, Set<HostRef> waking) {
  private static final long GIB = 1L << 30;

  /** Blockers first; what is fine is said as well. */
  public List<Finding> check(Inventory now) {
    return Stream.of(
            dataCenter(now),
            hosts(now),
            strangers(now),
            room(now),
            leaseDomain(now),
            storage(now),
            networks(now),
            stuckVms(now))
        .flatMap(findings -> findings)
        .sorted(Comparator.comparing(Finding::level).reversed())
        .toList();
  }

  private Stream<Finding> dataCenter(Inventory now) {
    DataCenterStatus status = now.dataCenter().status();
    if (!now.dataCenter().isUp()) {
      return Stream.of(
          Finding.blocker(
              "data-center-not-up",
              "Data centre %s is %s".formatted(now.dataCenter().name(), status),
              "Wait until the Manager has an SPM again, or look at its storage."));
    }
    return Stream.of(
        Finding.ok(
            "data-center-up",
            "Data centre %s is up, SPM is %s"
                .formatted(
                    now.dataCenter().name(), now.spm().map(Host::name).orElse("being elected"))));
  }

  private Stream<Finding> hosts(Inventory now) {
    List<Host> hosts = destinationHosts(now);
    List<Host> missing = hosts.stream().filter(host -> !isOpen(host)).toList();
    if (missing.size() == hosts.size()) {
      return Stream.of(
          Finding.blocker(
              "no-host-up",
              "No host of %s is up".formatted(destination.name()),
              "Bring hosts of " + destination.name() + " up first."));
    }
    if (missing.isEmpty()) {
      return Stream.of(
          Finding.ok(
              "hosts-up",
              "All %d hosts of %s are up%s"
                  .formatted(
                      hosts.size(),
                      destination.name(),
                      waking.isEmpty()
                          ? ""
                          : " or in maintenance, from which this run returns them")));
    }
    return missing.stream()
        .map(
            host ->
                Finding.warning(
                    "host-not-up",
                    "Host %s of %s is %s".formatted(host.name(), destination.name(), host.status()),
                    "Activate it, or go on with less room."));
  }

  private Stream<Finding> strangers(Inventory now) {
    return now.clusterHosts().stream()
        .filter(
            host ->
                !cluster.primary().holds(host.name()) && !cluster.secondary().holds(host.name()))
        .map(
            host ->
                Finding.warning(
                    "host-of-no-site",
                    "Host %s matches neither %s nor %s"
                        .formatted(
                            host.name(), cluster.primary().hosts(), cluster.secondary().hosts()),
                    "Correct siteswap.clusters." + cluster.name() + ".*.hosts."));
  }

  /** Memory only: what the engine's own scheduler would offer on the hosts of the destination. */
  private Stream<Finding> room(Inventory now) {
    List<Vm> coming = coming(now);
    List<Host> open = destinationHosts(now).stream().filter(this::isOpen).toList();
    long needed = coming.stream().mapToLong(Vm::memory).sum();
    long free = open.stream().mapToLong(host -> free(now, host)).sum();
    String figures =
        "%s has %d GiB free, %d VMs with %d GiB come"
            .formatted(destination.name(), free / GIB, coming.size(), needed / GIB);
    if (needed > free) {
      return Stream.of(
          Finding.blocker("no-room", figures, "Stop VMs that are not needed, or add hosts."));
    }
    long largestHost = open.stream().mapToLong(host -> free(now, host)).max().orElse(0);
    return Stream.concat(
        Stream.of(Finding.ok("room", figures)),
        coming.stream()
            .filter(vm -> vm.memory() > largestHost)
            .map(
                vm ->
                    Finding.blocker(
                        "vm-too-large",
                        "VM %s needs %d GiB, the emptiest host of %s has %d GiB free"
                            .formatted(
                                vm.name(),
                                vm.memory() / GIB,
                                destination.name(),
                                largestHost / GIB),
                        "Make room on one host, or stop the VM.")));
  }

  /** A host in maintenance reports nothing schedulable; it will offer its memory. */
  private static long free(Inventory now, Host host) {
    if (host.isUp()) {
      return host.schedulableMemory();
    }
    return host.memory() * now.cluster().memoryOvercommitPercent() / 100;
  }

  private Stream<Finding> leaseDomain(Inventory now) {
    return cluster.leaseStorageDomain().stream()
        .map(
            name ->
                now.storageDomains().stream()
                    .filter(domain -> domain.name().equals(name))
                    .findFirst()
                    .map(
                        domain ->
                            domain.isActive()
                                ? Finding.ok("lease-domain", "Lease domain " + name + " is active")
                                : Finding.blocker(
                                    "lease-domain",
                                    "Lease domain %s is %s".formatted(name, domain.status()),
                                    "Activate it: leased VMs cannot start without it."))
                    .orElseGet(
                        () ->
                            Finding.blocker(
                                "lease-domain",
                                "The Manager knows no storage domain '" + name + "'",
                                "Correct siteswap.clusters."
                                    + cluster.name()
                                    + ".lease-storage-domain.")));
  }

  private Stream<Finding> storage(Inventory now) {
    return now.storageDomains().stream()
        .filter(domain -> !domain.isActive())
        .filter(domain -> !cluster.leaseStorageDomain().equals(Optional.of(domain.name())))
        .map(
            domain ->
                Finding.warning(
                    "storage-domain",
                    "Storage domain %s is %s".formatted(domain.name(), domain.status()),
                    "VMs with disks there may pause; activate it."));
  }

  private Stream<Finding> networks(Inventory now) {
    return now.networks().stream()
        .filter(network -> network.required() && !network.isOperational())
        .map(
            network ->
                Finding.warning(
                    "network",
                    "Required network %s is %s".formatted(network.name(), network.status()),
                    "Hosts without it become non operational; repair it."));
  }

  private Stream<Finding> stuckVms(Inventory now) {
    List<HostRef> targets = destinationHosts(now).stream().map(Host::ref).toList();
    Movability movability = Movability.to(now, targets);
    return coming(now).stream()
        .flatMap(vm -> movability.whyNot(vm).map(why -> stuck(vm, why)).stream());
  }

  private static Finding stuck(Vm vm, String why) {
    return Finding.warning(
        "vm-cannot-move",
        "VM %s on %s %s".formatted(vm.name(), vm.host().orElseThrow(), why),
        "Its host will not reach maintenance: shut the VM down, or change that, before or when"
            + " asked.");
  }

  /** Takes VMs in by the time they come. */
  private boolean isOpen(Host host) {
    return host.isUp() || (host.is(HostStatus.MAINTENANCE) && waking.contains(host.ref()));
  }

  private List<Vm> coming(Inventory now) {
    return now.vms().stream().filter(vm -> vm.runs() && coming.contains(vm.ref())).toList();
  }

  private List<Host> destinationHosts(Inventory now) {
    return now.clusterHosts().stream().filter(host -> destination.holds(host.name())).toList();
  }
}
