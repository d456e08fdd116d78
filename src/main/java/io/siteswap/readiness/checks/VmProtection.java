package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.site.LocalTimes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether each protected VM would be started again by itself when its site is lost. */
record VmProtection() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.LOSS);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    List<Vm> vms = facts.protectedVms();
    Optional<String> leaseDomain = leaseDomain(facts);
    List<Finding> troubles =
        Stream.of(
                many(
                    "vm-not-ha",
                    "are not highly available",
                    vms.stream().filter(VmProtection::isAlone).map(VmProtection::notHa)),
                many(
                    "vm-lease-without-ha",
                    "have a lease, but are not highly available",
                    vms.stream()
                        .filter(VmProtection::isLeasedOnly)
                        .map(VmProtection::leaseWithoutHa)),
                many(
                    "vm-without-lease",
                    "have no lease",
                    vms.stream().filter(VmProtection::lacksLease).map(VmProtection::noLease)),
                many(
                    "vm-lease-elsewhere",
                    "have their lease on another domain",
                    vms.stream().flatMap(vm -> elsewhere(facts, vm, leaseDomain).stream())),
                many(
                    "vm-pending",
                    "have configuration that waits for their next start",
                    vms.stream().filter(Vm::pending).map(VmProtection::pending)),
                many(
                    "vm-lease-not-held",
                    "run without the lease that they are configured with",
                    vms.stream().flatMap(vm -> notHeld(facts, vm).stream())))
            .flatMap(findings -> findings)
            .toList();
    return troubles.isEmpty()
        ? Stream.of(
            Finding.ok(
                "vms-protected",
                "All %d protected VMs are highly available with a lease".formatted(vms.size())))
        : troubles.stream();
  }

  private static Stream<Finding> many(String code, String what, Stream<Finding> findings) {
    return FindingSummary.of(
        code,
        findings.toList(),
        "protected VMs " + what,
        "Bring the cluster back to what the procedure demands.");
  }

  private static Optional<String> leaseDomain(Facts facts) {
    return facts
        .cluster()
        .leaseStorageDomain()
        .flatMap(
            name ->
                facts.inventory().storageDomains().stream()
                    .filter(domain -> domain.name().equals(name))
                    .map(StorageDomain::id)
                    .findFirst());
  }

  private static boolean isLeased(Vm vm) {
    return vm.protection().lease().isPresent();
  }

  private static boolean isAlone(Vm vm) {
    return !vm.protection().highlyAvailable() && !isLeased(vm);
  }

  private static boolean isLeasedOnly(Vm vm) {
    return !vm.protection().highlyAvailable() && isLeased(vm);
  }

  private static boolean lacksLease(Vm vm) {
    return vm.protection().highlyAvailable() && !isLeased(vm);
  }

  private static Finding notHa(Vm vm) {
    return Finding.warning(
            "vm-not-ha",
            "VM %s is not highly available: nobody restarts it by itself".formatted(vm.name()),
            "Make it highly available with a lease, or take it off the protected VMs.")
        .about(vm.name());
  }

  private static Finding leaseWithoutHa(Vm vm) {
    return Finding.warning(
            "vm-lease-without-ha",
            "VM %s has a lease, but is not highly available".formatted(vm.name()),
            "Switch high availability on: only a part of the Manager restarts such a VM.")
        .about(vm.name());
  }

  private static Finding noLease(Vm vm) {
    return Finding.warning(
            "vm-without-lease",
            "VM %s has no lease: it waits until its host is fenced or confirmed as down"
                .formatted(vm.name()),
            "Give it a lease on the lease domain.")
        .about(vm.name());
  }

  private static Optional<Finding> elsewhere(Facts facts, Vm vm, Optional<String> wanted) {
    return vm.protection()
        .lease()
        .filter(domain -> wanted.isPresent() && !wanted.get().equals(domain))
        .map(
            domain ->
                Finding.warning(
                        "vm-lease-elsewhere",
                        "The lease of VM %s is on %s".formatted(vm.name(), name(facts, domain)),
                        "Move it to %s: remove it first, then give it anew."
                            .formatted(facts.cluster().leaseStorageDomain().orElseThrow()))
                    .about(vm.name()));
  }

  private static String name(Facts facts, String domainId) {
    return facts.inventory().storageDomains().stream()
        .filter(domain -> domain.id().equals(domainId))
        .map(StorageDomain::name)
        .findFirst()
        .orElse("an unknown storage domain");
  }

  private static Finding pending(Vm vm) {
    return Finding.warning(
            "vm-pending",
            "VM %s has configuration that waits for its next start".formatted(vm.name()),
            "Restart it at a good time: what it would be started with is not what runs.")
        .about(vm.name());
  }

  /** Configured is not held: the Manager tells a failed hot plug only in an event (T-10). */
  private static Optional<Finding> notHeld(Facts facts, Vm vm) {
    return facts.remembered().leasesNotPlugged().stream()
        .filter(event -> vm.runs() && isLeased(vm) && event.isAbout(vm.name()))
        .reduce((first, second) -> second)
        .map(event -> notHeld(vm, event));
  }

  private static Finding notHeld(Vm vm, LogEntry event) {
    return Finding.warning(
            "vm-lease-not-held",
            "VM %s runs without the lease that it is configured with".formatted(vm.name()),
            "Remove the lease and give it anew, or restart the VM.")
        .about(vm.name())
        .seen("%s at %s".formatted(event.description(), LocalTimes.at(event.time())));
  }
}
