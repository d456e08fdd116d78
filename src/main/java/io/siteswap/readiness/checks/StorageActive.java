package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.manager.inventory.StorageDomainStatus;
import io.siteswap.manager.inventory.StorageDomainType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The data domains of the data centre, and the one that holds the leases before all. */
record StorageActive() implements InventoryCheck {
  private static final String LEASE = "lease-domain";

  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES, Need.PROTECTION);
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    List<StorageDomain> domains = dataDomains(situation.inventory());
    if (domains.isEmpty()) {
      return Stream.of(noDataDomain(situation));
    }
    Optional<String> lease = situation.cluster().leaseStorageDomain();
    List<StorageDomain> inactive = domains.stream().filter(StorageActive::isInactive).toList();
    Stream<Finding> others =
        domains.stream().allMatch(StorageDomain::isActive)
            ? Stream.of(
                Finding.ok(
                    "data-domains", "All %d data domains are active".formatted(domains.size())))
            : inactive.stream()
                .filter(domain -> !lease.equals(Optional.of(domain.name())))
                .map(StorageActive::inactive);
    return Stream.concat(lease.stream().flatMap(name -> leaseDomain(situation, name)), others);
  }

  private static Finding noDataDomain(Situation situation) {
    String what = "The data centre has no data domain";
    String remedy = "Attach the replicated storage to it.";
    return situation.inventory().vms().isEmpty()
        ? Finding.warning("no-data-domain", what, remedy)
        : Finding.blocker("no-data-domain", what, remedy);
  }

  static List<StorageDomain> dataDomains(Inventory now) {
    return now.storageDomains().stream()
        .filter(domain -> domain.type() == StorageDomainType.DATA)
        .toList();
  }

  /** Without an SPM the Manager does not know; that is what the data centre is judged by. */
  private static boolean isInactive(StorageDomain domain) {
    return !domain.isActive() && domain.status() != StorageDomainStatus.UNKNOWN;
  }

  private static Finding inactive(StorageDomain domain) {
    return Finding.warning(
            "data-domain",
            "Data domain %s is %s".formatted(domain.name(), domain.status()),
            "VMs with disks there may pause; activate it.")
        .about(domain.name());
  }

  private static Stream<Finding> leaseDomain(Situation situation, String name) {
    Optional<StorageDomain> found =
        situation.inventory().storageDomains().stream()
            .filter(domain -> domain.name().equals(name))
            .findFirst();
    return found.isEmpty()
        ? Stream.of(noLeaseDomain(situation, name).about(name))
        : found
            .flatMap(domain -> leaseDomain(situation, domain))
            .map(finding -> finding.about(name))
            .stream();
  }

  /** After a loss what has no lease can be brought up all the same. */
  private static Optional<Finding> leaseDomain(Situation situation, StorageDomain domain) {
    if (domain.isActive()) {
      return Optional.of(Finding.ok(LEASE, "Lease domain " + domain.name() + " is active"));
    }
    return isInactive(domain)
        ? Optional.of(
            Finding.of(
                situation.isOfLostSite() ? Finding.Level.WARNING : Finding.Level.BLOCKER,
                LEASE,
                "Lease domain %s is %s".formatted(domain.name(), domain.status()),
                "Activate it: leased VMs cannot start without it."))
        : Optional.empty();
  }

  /** Before there are hosts no storage can be attached, and no VM waits for a lease. */
  private static Finding noLeaseDomain(Situation situation, String name) {
    String what = "The Manager knows no storage domain '" + name + "' in this data centre";
    return situation.inventory().vms().isEmpty()
        ? Finding.warning(LEASE, what, "Attach it once the hosts are up.")
        : Finding.blocker(
            LEASE,
            what,
            "Attach it, or correct siteswap.clusters.%s.lease-storage-domain."
                .formatted(situation.cluster().name()));
  }
}
