package io.siteswap.readiness;

import io.siteswap.manager.StorageDomain;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The data domains of the data centre, and the one that holds the leases before all. */
record StorageActive() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    List<StorageDomain> domains = dataDomains(facts);
    if (domains.isEmpty()) {
      return Stream.of(
          Finding.blocker(
              "no-data-domain",
              "The data centre has no data domain",
              "Attach the replicated storage to it."));
    }
    Optional<String> lease = facts.cluster().leaseStorageDomain();
    List<StorageDomain> inactive = domains.stream().filter(domain -> !isActive(domain)).toList();
    Stream<Finding> others =
        inactive.isEmpty()
            ? Stream.of(
                Finding.ok(
                    "data-domains", "All %d data domains are active".formatted(domains.size())))
            : inactive.stream()
                .filter(domain -> !lease.equals(Optional.of(domain.name())))
                .map(StorageActive::inactive);
    return Stream.concat(lease.stream().map(name -> leaseDomain(facts, name)), others);
  }

  static List<StorageDomain> dataDomains(Facts facts) {
    return facts.inventory().storageDomains().stream()
        .filter(domain -> domain.type().equals("data"))
        .toList();
  }

  private static boolean isActive(StorageDomain domain) {
    return domain.isActive();
  }

  private static Finding inactive(StorageDomain domain) {
    return Finding.warning(
            "data-domain",
            "Data domain %s is %s".formatted(domain.name(), domain.status()),
            "VMs with disks there may pause; activate it.")
        .about(domain.name());
  }

  private static Finding leaseDomain(Facts facts, String name) {
    return facts.inventory().storageDomains().stream()
        .filter(domain -> domain.name().equals(name))
        .findFirst()
        .map(
            domain ->
                isActive(domain)
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
                    "Correct siteswap.clusters.%s.lease-storage-domain."
                        .formatted(facts.cluster().name())))
        .about(name);
  }
}
