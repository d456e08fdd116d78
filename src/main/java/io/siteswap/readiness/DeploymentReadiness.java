package io.siteswap.readiness;

import io.siteswap.manager.AffinityGroup;
import io.siteswap.manager.Host;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.StorageDomain;
import io.siteswap.manager.Vm;
import io.siteswap.site.SitePreference;
import io.siteswap.site.StretchCluster;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a deployment cannot bring about itself, and what would contradict it. */
public record DeploymentReadiness(StretchCluster cluster) {

  /** Blockers first. */
  public List<Finding> check(Inventory now) {
    return Stream.of(leaseDomain(now), strangers(now), unfit(now), contradictions(now))
        .flatMap(findings -> findings)
        .sorted(Comparator.comparing(Finding::level).reversed())
        .toList();
  }

  private Stream<Finding> leaseDomain(Inventory now) {
    return cluster.leaseStorageDomain().stream()
        .map(
            name ->
                now.storageDomains().stream()
                    .filter(domain -> domain.name().equals(name))
                    .findFirst()
                    .map(DeploymentReadiness::leaseDomain)
                    .orElseGet(() -> noLeaseDomain(now, name)));
  }

  private static Finding leaseDomain(StorageDomain domain) {
    return domain.isActive()
        ? Finding.ok("lease-domain", "Lease domain " + domain.name() + " is active")
        : Finding.warning(
            "lease-domain",
            "Lease domain %s is %s".formatted(domain.name(), domain.status()),
            "Leases wait until it is active.");
  }

  /** Before there are hosts no storage can be attached, and no VM waits for a lease. */
  private static Finding noLeaseDomain(Inventory now, String name) {
    String what = "The Manager knows no storage domain '" + name + "' in this data centre";
    return now.vms().isEmpty()
        ? Finding.warning(
            "lease-domain", what, "Attach it once the hosts are up, then deploy again.")
        : Finding.blocker(
            "lease-domain", what, "Attach it, or correct lease-storage-domain, and draw up again.");
  }

  private Stream<Finding> strangers(Inventory now) {
    return now.clusterHosts().stream()
        .map(Host::name)
        .filter(host -> !cluster.primary().holds(host) && !cluster.secondary().holds(host))
        .map(
            host ->
                Finding.warning(
                    "host-of-no-site",
                    "Host %s matches neither %s nor %s"
                        .formatted(host, cluster.primary().hosts(), cluster.secondary().hosts()),
                    "Correct siteswap.clusters." + cluster.name() + ".*.hosts."));
  }

  private Stream<Finding> unfit(Inventory now) {
    return now.vms().stream()
        .filter(vm -> cluster.protects(vm.name()))
        .flatMap(vm -> unfit(vm).stream());
  }

  private static Optional<Finding> unfit(Vm vm) {
    if (vm.isPinned()) {
      return Optional.of(
          Finding.warning(
              "vm-pinned",
              "VM %s is pinned to its host".formatted(vm.name()),
              "It will not leave a lost site: make it migratable."));
    }
    return vm.runs() && !vm.canBeMigratedNow()
        ? Optional.of(
            Finding.warning(
                "vm-unfit",
                "VM %s is %s".formatted(vm.name(), vm.status()),
                "Look at it: it is protected only when it runs again."))
        : Optional.empty();
  }

  /** A hard rule that keeps a VM at a site, or off the site it is to prefer. */
  private Stream<Finding> contradictions(Inventory now) {
    return now.affinityGroups().stream()
        .filter(group -> group.hostsRuleEnabled() && group.enforcing())
        .flatMap(group -> contradictions(group, now));
  }

  private Stream<Finding> contradictions(AffinityGroup group, Inventory now) {
    return now.vms().stream()
        .filter(vm -> group.vmIds().contains(vm.ref().id()) && cluster.protects(vm.name()))
        .filter(vm -> contradicts(group, vm, now))
        .map(
            vm ->
                Finding.blocker(
                    "affinity-contradiction",
                    "Enforcing affinity group %s keeps VM %s %s hosts %s"
                        .formatted(
                            group.name(),
                            vm.name(),
                            group.positive() ? "on" : "off",
                            names(group, now)),
                    "Make the group not enforcing, or take the VM out of it."));
  }

  private boolean contradicts(AffinityGroup group, Vm vm, Inventory now) {
    List<Host> members =
        now.clusterHosts().stream()
            .filter(host -> group.hostIds().contains(host.ref().id()))
            .toList();
    if (group.positive()) {
      return members.stream().noneMatch(host -> cluster.primary().holds(host.name()))
          || members.stream().noneMatch(host -> cluster.secondary().holds(host.name()));
    }
    return cluster.blueprint().preferences().stream()
        .filter(preference -> preference.takes(vm.name(), vm.tags()))
        .map(SitePreference::site)
        .anyMatch(
            site ->
                now.clusterHosts().stream()
                    .filter(host -> site.holds(host.name()))
                    .allMatch(members::contains));
  }

  private static List<String> names(AffinityGroup group, Inventory now) {
    return now.hosts().stream()
        .filter(host -> group.hostIds().contains(host.ref().id()))
        .map(Host::name)
        .toList();
  }
}
