package io.siteswap.manager;

import static java.util.stream.Collectors.toMap;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.DataCenter;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Network;
import io.siteswap.manager.inventory.Part;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.site.StretchCluster;
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
import org.ovirt.engine.sdk4.types.Cluster;

/** Reads an inventory in six list requests, however many hosts and VMs there are. */
class InventoryReader {
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
        io.siteswap.manager.inventory.Cluster.missing(wanted.managerName()),
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
        .map(FromSdk::dataCenter);
  }

  private Inventory read(StretchCluster wanted, Cluster cluster, Instant seenAt) {
    Inventory frame =
        new Inventory(
            seenAt,
            FromSdk.cluster(cluster),
            FromSdk.dataCenter(cluster.dataCenter()),
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
    return parts(
        wanted,
        last.in(FromSdk.cluster(there), FromSdk.dataCenter(there.dataCenter())),
        parts,
        seenAt);
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
                .map(vm -> FromSdk.vm(vm, refs))
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
                .map(FromSdk::host)
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
        .map(FromSdk::storageDomain)
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
        .map(FromSdk::affinityGroup)
        .toList();
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
        .map(FromSdk::network)
        .toList();
  }

  private static List<Host> hosts(
      org.ovirt.engine.sdk4.Connection c, Optional<String> dataCenterName) {
    var list = c.systemService().hostsService().list();
    dataCenterName.ifPresent(name -> list.search("datacenter=" + quoted(name)));
    return list.send().hosts().stream().map(FromSdk::host).toList();
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

  static String quoted(String name) {
    return '"' + name.replace("\"", "") + '"';
  }
}
