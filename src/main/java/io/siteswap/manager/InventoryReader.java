package io.siteswap.manager;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.siteswap.site.StretchCluster;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ovirt.engine.sdk4.types.AffinityRule;
import org.ovirt.engine.sdk4.types.Cluster;
import org.ovirt.engine.sdk4.types.MigrationBandwidth;
import org.ovirt.engine.sdk4.types.MigrationBandwidthAssignmentMethod;

/** Reads an inventory in six list requests, however many hosts and VMs there are. */
class InventoryReader {
  private static final int VDSM_PORT = 54_321;
  private static final long MEGABIT = 1_000_000 / 8;

  private final Calls calls;
  private final InstantSource clock;

  InventoryReader(Calls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  Inventory read(StretchCluster wanted) {
    var seenAt = clock.instant();
    Optional<Cluster> there = cluster(wanted.managerName());
    return there.isPresent() ? read(wanted, there.get(), seenAt) : withoutCluster(wanted, seenAt);
  }

  /** Before a deployment there may be nothing but the storage of a data centre. */
  private Inventory withoutCluster(StretchCluster wanted, Instant seenAt) {
    String name =
        wanted.blueprint().dataCenter().orElseThrow(() -> new UnknownCluster(wanted.managerName()));
    Optional<DataCenter> dataCenter = calls.make("find data centre " + name, c -> find(c, name));
    List<StorageDomain> domains =
        dataCenter
            .map(dc -> calls.make("list the storage domains", c -> storageDomains(c, dc.id())))
            .orElse(List.of());
    return new Inventory(
        seenAt,
        io.siteswap.manager.Cluster.missing(wanted.managerName()),
        dataCenter.orElse(DataCenter.missing(name)),
        List.of(),
        List.of(),
        domains,
        List.of(),
        List.of());
  }

  /** Filters here as well, as for the cluster. */
  static Optional<DataCenter> find(org.ovirt.engine.sdk4.Connection c, String name) {
    return c
        .systemService()
        .dataCentersService()
        .list()
        .search("name=" + quoted(name))
        .send()
        .dataCenters()
        .stream()
        .filter(found -> found.name().equals(name))
        .findFirst()
        .map(InventoryReader::dataCenter);
  }

  private Inventory read(StretchCluster wanted, Cluster cluster, Instant seenAt) {
    Inventory frame =
        new Inventory(
            seenAt,
            cluster(cluster),
            dataCenter(cluster.dataCenter()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Set<Part> others = EnumSet.complementOf(EnumSet.of(Part.CLUSTER));
    return parts(wanted, frame, others, seenAt);
  }

  /** These parts as they are now, the others as they were. */
  Inventory read(StretchCluster wanted, Inventory last, Set<Part> parts) {
    var seenAt = clock.instant();
    if (last.cluster().id().isEmpty() || parts.equals(Part.all())) {
      return read(wanted);
    }
    if (!parts.contains(Part.CLUSTER)) {
      return parts(wanted, last, parts, seenAt);
    }
    Cluster there =
        cluster(wanted.managerName()).orElseThrow(() -> new UnknownCluster(wanted.managerName()));
    return parts(wanted, last.in(cluster(there), dataCenter(there.dataCenter())), parts, seenAt);
  }

  private Inventory parts(StretchCluster wanted, Inventory last, Set<Part> parts, Instant seenAt) {
    String id = last.cluster().id();
    String dcId = last.dataCenter().id();
    Optional<String> dcName = Optional.ofNullable(last.dataCenter().name());
    var domains =
        start(parts, Part.STORAGE_DOMAINS, last.storageDomains(), c -> storageDomains(c, dcId));
    var groups =
        start(parts, Part.AFFINITY_GROUPS, last.affinityGroups(), c -> affinityGroups(c, id));
    var networks = start(parts, Part.NETWORKS, last.networks(), c -> networks(c, id));
    var hosts = start(parts, Part.HOSTS, last.hosts(), c -> hosts(c, dcName));
    var vms =
        start(parts, Part.VMS, List.<org.ovirt.engine.sdk4.types.Vm>of(), c -> sdkVms(c, wanted));
    Map<String, HostRef> refs =
        join(hosts).stream().map(Host::ref).collect(toMap(HostRef::id, ref -> ref));
    return new Inventory(
        seenAt,
        last.cluster(),
        last.dataCenter(),
        join(hosts),
        parts.contains(Part.VMS)
            ? join(vms).stream()
                .filter(vm -> vm.cluster() == null || id.equals(vm.cluster().id()))
                .map(vm -> vm(vm, refs))
                .toList()
            : last.vms(),
        join(domains),
        join(groups),
        join(networks));
  }

  private <T> CompletableFuture<T> start(
      Set<Part> parts, Part part, T last, Function<org.ovirt.engine.sdk4.Connection, T> call) {
    String what = "list the " + part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return parts.contains(part) ? calls.start(what, call) : CompletableFuture.completedFuture(last);
  }

  /** The hosts of the cluster, in one request: what is asked often has to be cheap. */
  List<Host> hosts(StretchCluster wanted) {
    return calls.make(
        "list the hosts of cluster " + wanted.managerName(),
        c ->
            c
                .systemService()
                .hostsService()
                .list()
                .search("cluster=" + quoted(wanted.managerName()))
                .send()
                .hosts()
                .stream()
                .map(InventoryReader::host)
                .toList());
  }

  /** The answer, or what the call failed with. */
  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Filters here as well: the Manager answers a search that it does not understand with []. */
  private Optional<Cluster> cluster(String name) {
    return calls
        .make(
            "find cluster " + name,
            c ->
                c.systemService()
                    .clustersService()
                    .list()
                    .search("name=" + quoted(name))
                    .follow("data_center")
                    .send()
                    .clusters())
        .stream()
        .filter(cluster -> name.equals(cluster.name()))
        .findFirst();
  }

  private static DataCenter dataCenter(org.ovirt.engine.sdk4.types.DataCenter dc) {
    return new DataCenter(dc.id(), dc.name(), DataCenterStatus.of(Spelling.ofSdk(dc.status())));
  }

  private static List<StorageDomain> storageDomains(
      org.ovirt.engine.sdk4.Connection c, String dcId) {
    return c
        .systemService()
        .dataCentersService()
        .dataCenterService(dcId)
        .storageDomainsService()
        .list()
        .send()
        .storageDomains()
        .stream()
        .map(
            domain ->
                new StorageDomain(
                    domain.id(),
                    domain.name(),
                    StorageDomainType.of(Spelling.ofSdk(domain.type())),
                    StorageDomainStatus.of(Spelling.ofSdk(domain.status())),
                    domain.masterPresent() && domain.master(),
                    ExternalStatus.of(Spelling.ofSdk(domain.externalStatus()))))
        .toList();
  }

  private static List<AffinityGroup> affinityGroups(
      org.ovirt.engine.sdk4.Connection c, String clusterId) {
    return c
        .systemService()
        .clustersService()
        .clusterService(clusterId)
        .affinityGroupsService()
        .list()
        .follow("hosts,vms")
        .send()
        .groups()
        .stream()
        .map(InventoryReader::affinityGroup)
        .toList();
  }

  private static AffinityGroup affinityGroup(org.ovirt.engine.sdk4.types.AffinityGroup group) {
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

  private static List<Network> networks(org.ovirt.engine.sdk4.Connection c, String clusterId) {
    return c
        .systemService()
        .clustersService()
        .clusterService(clusterId)
        .networksService()
        .list()
        .send()
        .networks()
        .stream()
        .map(
            network ->
                new Network(
                    network.id(),
                    network.name(),
                    network.requiredPresent() && network.required(),
                    NetworkStatus.of(Spelling.ofSdk(network.status()))))
        .toList();
  }

  private static List<Host> hosts(
      org.ovirt.engine.sdk4.Connection c, Optional<String> dataCenterName) {
    var list = c.systemService().hostsService().list();
    dataCenterName.ifPresent(name -> list.search("datacenter=" + quoted(name)));
    return list.send().hosts().stream().map(InventoryReader::host).toList();
  }

  private static Host host(org.ovirt.engine.sdk4.types.Host host) {
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

  private static List<org.ovirt.engine.sdk4.types.Vm> sdkVms(
      org.ovirt.engine.sdk4.Connection c, StretchCluster wanted) {
    var list =
        c.systemService().vmsService().list().search("cluster=" + quoted(wanted.managerName()));
    if (wanted.blueprint().usesTags()) {
      list.follow("tags");
    }
    return list.send().vms();
  }

  private static Vm vm(org.ovirt.engine.sdk4.types.Vm vm, Map<String, HostRef> hosts) {
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

  private static io.siteswap.manager.Cluster cluster(Cluster cluster) {
    return new io.siteswap.manager.Cluster(
        cluster.id(),
        cluster.name(),
        overcommit(cluster),
        bandwidth(cluster),
        cluster.schedulingPolicy() == null ? "" : cluster.schedulingPolicy().id(),
        fencing(cluster));
  }

  private static FencingPolicy fencing(Cluster cluster) {
    var policy = cluster.fencingPolicy();
    var broken = policy == null ? null : policy.skipIfConnectivityBroken();
    return new FencingPolicy(
        policy == null || !policy.enabledPresent() || policy.enabled(),
        broken == null || !broken.enabledPresent() || !broken.enabled()
            ? 0
            : count(broken.threshold()));
  }

  private static int overcommit(Cluster cluster) {
    return cluster.memoryPolicy() == null
            || cluster.memoryPolicy().overCommit() == null
            || cluster.memoryPolicy().overCommit().percent() == null
        ? 100
        : cluster.memoryPolicy().overCommit().percent().intValueExact();
  }

  /** Only a custom bandwidth is known here; {@code auto} depends on link speeds. */
  private static Optional<Long> bandwidth(Cluster cluster) {
    return Optional.ofNullable(cluster.migration())
        .map(migration -> migration.bandwidth())
        .filter(b -> b.assignmentMethod() == MigrationBandwidthAssignmentMethod.CUSTOM)
        .map(MigrationBandwidth::customValue)
        .map(megabits -> megabits.longValueExact() * MEGABIT);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "") + '"';
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
