package io.siteswap.manager;

import static java.util.stream.Collectors.toSet;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Cluster;
import io.siteswap.manager.inventory.DataCenter;
import io.siteswap.manager.inventory.DataCenterStatus;
import io.siteswap.manager.inventory.ExternalStatus;
import io.siteswap.manager.inventory.FencingPolicy;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Network;
import io.siteswap.manager.inventory.NetworkStatus;
import io.siteswap.manager.inventory.Protection;
import io.siteswap.manager.inventory.Spelling;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.manager.inventory.StorageDomainStatus;
import io.siteswap.manager.inventory.StorageDomainType;
import io.siteswap.manager.inventory.StorageErrorResume;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmPlacement;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.manager.inventory.VmStatus;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.ovirt.engine.sdk4.types.AffinityRule;
import org.ovirt.engine.sdk4.types.MigrationBandwidth;
import org.ovirt.engine.sdk4.types.MigrationBandwidthAssignmentMethod;

/** What the Manager's answers say in our words: there, anything may be left out. */
final class FromSdk {
  private static final int VDSM_PORT = 54_321;
  private static final long MEGABIT = 1_000_000 / 8;

  private FromSdk() {}

  static StorageDomain storageDomain(org.ovirt.engine.sdk4.types.StorageDomain domain) {
    return new StorageDomain(
        domain.id(),
        domain.name(),
        StorageDomainType.of(Spelling.ofSdk(domain.type())),
        StorageDomainStatus.of(Spelling.ofSdk(domain.status())),
        domain.masterPresent() && domain.master(),
        ExternalStatus.of(Spelling.ofSdk(domain.externalStatus())));
  }

  static Network network(org.ovirt.engine.sdk4.types.Network network) {
    return new Network(
        network.id(),
        network.name(),
        network.requiredPresent() && network.required(),
        NetworkStatus.of(Spelling.ofSdk(network.status())));
  }

  static DataCenter dataCenter(org.ovirt.engine.sdk4.types.DataCenter dc) {
    return new DataCenter(dc.id(), dc.name(), DataCenterStatus.of(Spelling.ofSdk(dc.status())));
  }

  static AffinityGroup affinityGroup(org.ovirt.engine.sdk4.types.AffinityGroup group) {
    Optional<AffinityRule> rule = Optional.ofNullable(group.hostsRule());
    return new AffinityGroup(
        group.id(),
        group.name(),
        rule.filter(AffinityRule::enabledPresent).map(AffinityRule::enabled).orElse(false),
        rule.filter(AffinityRule::positivePresent).map(AffinityRule::positive).orElse(false),
        rule.filter(AffinityRule::enforcingPresent).map(AffinityRule::enforcing).orElse(false),
        group.hostsPresent()
            ? group.hosts().stream().map(host -> host.id()).collect(toSet())
            : Set.of(),
        group.vmsPresent() ? group.vms().stream().map(vm -> vm.id()).collect(toSet()) : Set.of(),
        vmsRule(group));
  }

  /** A rule is on when it says what it wants, and is not switched off (T-17). */
  private static Optional<AffinityGroup.VmsRule> vmsRule(
      org.ovirt.engine.sdk4.types.AffinityGroup group) {
    return Optional.ofNullable(group.vmsRule())
        .filter(rule -> !rule.enabledPresent() || rule.enabled())
        .filter(AffinityRule::positivePresent)
        .map(
            rule ->
                new AffinityGroup.VmsRule(
                    rule.positive(), rule.enforcingPresent() && rule.enforcing()));
  }

  static Host host(org.ovirt.engine.sdk4.types.Host host) {
    return new Host(
        new HostRef(host.id(), host.name()),
        host.cluster() == null ? "" : host.cluster().id(),
        HostStatus.of(Spelling.ofSdk(host.status())),
        text(host::statusDetail),
        spm(host),
        host.spm() == null || host.spm().priority() == null
            ? 0
            : host.spm().priority().intValueExact(),
        new Host.Load(
            bytes(host.memory()),
            bytes(host.maxSchedulingMemory()),
            host.summary() == null ? 0 : count(host.summary().total())),
        new Host.Access(
            text(host::address),
            host.port() == null ? VDSM_PORT : host.port().intValueExact(),
            host.powerManagement() != null
                && host.powerManagement().enabledPresent()
                && host.powerManagement().enabled(),
            host.ssh() == null
                ? Optional.empty()
                : Optional.of(text(host.ssh()::fingerprint)).filter(key -> !key.isBlank())));
  }

  private static Host.Spm spm(org.ovirt.engine.sdk4.types.Host host) {
    if (host.spm() == null || host.spm().status() == null) {
      return Host.Spm.NONE;
    }
    return switch (host.spm().status()) {
      case SPM -> Host.Spm.SPM;
      case CONTENDING -> Host.Spm.CONTENDING;
      case NONE -> Host.Spm.NONE;
    };
  }

  static Vm vm(org.ovirt.engine.sdk4.types.Vm vm, Map<String, HostRef> hosts) {
    return new Vm(
        new VmRef(vm.id(), vm.name()),
        VmStatus.of(Spelling.ofSdk(vm.status())),
        Optional.ofNullable(vm.host())
            .map(host -> hosts.getOrDefault(host.id(), new HostRef(host.id(), host.id()))),
        bytes(vm.memory()),
        protection(vm),
        vm.placementPolicy() == null || vm.placementPolicy().affinity() == null
            ? VmPlacement.MIGRATABLE
            : VmPlacement.of(Spelling.ofSdk(vm.placementPolicy().affinity())),
        vm.placementPolicy() != null && vm.placementPolicy().hostsPresent()
            ? vm.placementPolicy().hosts().stream().map(host -> host.id()).collect(toSet())
            : Set.of(),
        vm.nextRunConfigurationExistsPresent() && vm.nextRunConfigurationExists(),
        vm.tagsPresent() ? vm.tags().stream().map(tag -> tag.name()).collect(toSet()) : Set.of());
  }

  private static Protection protection(org.ovirt.engine.sdk4.types.Vm vm) {
    var ha = Optional.ofNullable(vm.highAvailability());
    return new Protection(
        ha.map(h -> h.enabledPresent() && h.enabled()).orElse(false),
        ha.map(h -> h.priority() == null ? 0 : h.priority().intValueExact()).orElse(0),
        Optional.ofNullable(vm.lease())
            .map(lease -> lease.storageDomain())
            .map(domain -> domain.id()),
        vm.storageErrorResumeBehaviour() == null
            ? StorageErrorResume.AUTO_RESUME
            : StorageErrorResume.of(Spelling.ofSdk(vm.storageErrorResumeBehaviour())));
  }

  static Cluster cluster(org.ovirt.engine.sdk4.types.Cluster cluster) {
    return new Cluster(
        cluster.id(),
        cluster.name(),
        overcommit(cluster),
        bandwidth(cluster),
        cluster.schedulingPolicy() == null ? "" : cluster.schedulingPolicy().id(),
        fencing(cluster));
  }

  private static FencingPolicy fencing(org.ovirt.engine.sdk4.types.Cluster cluster) {
    var policy = cluster.fencingPolicy();
    var broken = policy == null ? null : policy.skipIfConnectivityBroken();
    return new FencingPolicy(
        policy == null || !policy.enabledPresent() || policy.enabled(),
        broken == null || !broken.enabledPresent() || !broken.enabled()
            ? 0
            : count(broken.threshold()));
  }

  private static int overcommit(org.ovirt.engine.sdk4.types.Cluster cluster) {
    return cluster.memoryPolicy() == null
            || cluster.memoryPolicy().overCommit() == null
            || cluster.memoryPolicy().overCommit().percent() == null
        ? 100
        : cluster.memoryPolicy().overCommit().percent().intValueExact();
  }

  /** Only a custom bandwidth is known here; {@code auto} depends on link speeds. */
  private static Optional<Long> bandwidth(org.ovirt.engine.sdk4.types.Cluster cluster) {
    return Optional.ofNullable(cluster.migration())
        .map(migration -> migration.bandwidth())
        .filter(b -> b.assignmentMethod() == MigrationBandwidthAssignmentMethod.CUSTOM)
        .map(MigrationBandwidth::customValue)
        .map(megabits -> megabits.longValueExact() * MEGABIT);
  }

  private static String text(Supplier<String> value) {
    return Optional.ofNullable(value.get()).orElse("");
  }

  private static long bytes(BigInteger value) {
    return value == null ? 0 : value.longValueExact();
  }

  private static int count(BigInteger value) {
    return value == null ? 0 : value.intValueExact();
  }
}
