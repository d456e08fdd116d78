package io.siteswap.readiness;

import io.siteswap.manager.Host;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.StorageDomain;
import io.siteswap.manager.StorageDomainStatus;
import io.siteswap.manager.Vm;
import io.siteswap.manager.VmStatus;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether what ran at a lost site can be brought up at the other one.
 *
 * @param survivor the site that is left
 */
public record RecoveryReadiness(StretchCluster cluster, Site survivor) {
  private static final int NAMED = 10;

  /** Blockers first; what is fine is said as well. */
  public List<Finding> check(Inventory now) {
    return Stream.of(hosts(now), storage(now), stopped(now))
        .flatMap(findings -> findings)
        .sorted(Comparator.comparing(Finding::level).reversed())
        .toList();
  }

  private Stream<Finding> hosts(Inventory now) {
    List<Host> hosts =
        now.clusterHosts().stream().filter(host -> survivor.holds(host.name())).toList();
    List<Host> up = hosts.stream().filter(Host::isUp).toList();
    if (up.isEmpty()) {
      return Stream.of(
          Finding.blocker(
              "no-host-up",
              "No host of %s is up".formatted(survivor.name()),
              "Bring hosts of %s up first: the Manager needs one for the SPM and all VMs."
                  .formatted(survivor.name())));
    }
    if (up.stream().noneMatch(host -> host.spmPriority() >= 0)) {
      return Stream.of(
          Finding.blocker(
              "no-spm-possible",
              "No host of %s that is up may become SPM: all priorities are -1"
                  .formatted(survivor.name()),
              "Give one of them an SPM priority from 0 on."));
    }
    return Stream.concat(
        Stream.of(
            Finding.ok(
                "hosts-up",
                "%d of %d hosts of %s are up".formatted(up.size(), hosts.size(), survivor.name()))),
        hosts.stream()
            .filter(host -> !host.isUp())
            .map(
                host ->
                    Finding.warning(
                        "host-not-up",
                        "Host %s of %s is %s"
                            .formatted(host.name(), survivor.name(), host.status()),
                        "Activate it, or go on with less room.")));
  }

  /** Without an SPM the Manager knows nothing of its domains; that alone stops nobody. */
  private static Stream<Finding> storage(Inventory now) {
    return now.storageDomains().stream()
        .filter(domain -> !domain.isActive() && domain.status() != StorageDomainStatus.UNKNOWN)
        .map(RecoveryReadiness::notActive);
  }

  private static Finding notActive(StorageDomain domain) {
    return Finding.warning(
        "domain-not-active",
        "Storage domain %s is %s".formatted(domain.name(), domain.status()),
        "Look at the storage of the surviving site: is it writable there?");
  }

  private Stream<Finding> stopped(Inventory now) {
    List<String> names =
        now.vms().stream()
            .filter(vm -> vm.is(VmStatus.DOWN) && cluster.protects(vm.name()))
            .map(Vm::name)
            .toList();
    return names.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Finding.warning(
                "protected-vms-down",
                "%d protected VMs were down already and are not started: %s"
                    .formatted(names.size(), named(names)),
                "Start them yourself if they are needed."));
  }

  private static String named(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
        + (names.size() > NAMED ? ", …" : "");
  }
}
