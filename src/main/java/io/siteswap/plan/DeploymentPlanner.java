package io.siteswap.plan;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.NamedRef;
import io.siteswap.manager.inventory.Protection;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.manager.inventory.StorageErrorResume;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.manager.inventory.VmStatus;
import io.siteswap.site.NewHost;
import io.siteswap.site.SitePreference;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Brings a cluster to what the procedure for stretch clusters demands: what differs is changed, and
 * the rest is left alone.
 */
public record DeploymentPlanner(StretchCluster cluster) implements Planner {
  private static final Duration INSTALLATION = Duration.ofMinutes(5);
  private static final int AT_ONCE = 5;
  private static final StorageErrorResume RESUME_WITH_LEASE = StorageErrorResume.KILL;

  @Override
  public Plan plan(Inventory now) {
    List<NewHost> coming = coming(now);
    boolean secondaryComes =
        coming.stream().anyMatch(host -> cluster.secondary().holds(host.name()));
    SpmPriorities priorities = SpmPriorities.of(cluster, now.clusterHosts(), secondaryComes);
    List<Phase> phases =
        Phase.seenIn(
            now,
            new Phase("makeCluster", frame(now)),
            addHosts(coming, priorities),
            new Phase("setSpmPriorities", priorities.changes()),
            new Phase("protectVms", protections(now)),
            new Phase("placeVms", placements(now, coming)),
            new Phase("verifyDeployment", List.of()));
    return new Plan(phases, List.of(), List.of(), new AsDemanded(), List.of());
  }

  private List<NewHost> coming(Inventory now) {
    return cluster.blueprint().hosts().stream()
        .filter(host -> now.host(HostRef.coming(host.name())).isEmpty())
        .toList();
  }

  private List<Change> frame(Inventory now) {
    NamedRef dataCenter =
        NamedRef.dataCenter(cluster.blueprint().dataCenter().orElse(now.dataCenter().name()));
    List<Change> frame = new ArrayList<>();
    if (!now.dataCenter().isThere()) {
      frame.add(new MakeDataCenter(dataCenter));
    }
    if (!now.cluster().isThere()) {
      frame.add(new MakeCluster(NamedRef.cluster(cluster.managerName()), dataCenter));
    }
    return frame;
  }

  /** The Manager installs them at once; a handful at a time is what its machine has room for. */
  private Phase addHosts(List<NewHost> coming, SpmPriorities priorities) {
    List<Change> additions = additions(coming, priorities);
    return new Phase(
        "addHosts",
        additions,
        INSTALLATION
            .multipliedBy((coming.size() + AT_ONCE - 1) / AT_ONCE)
            .plus(Forecast.requests(additions)));
  }

  private List<Change> additions(List<NewHost> coming, SpmPriorities priorities) {
    NamedRef into = NamedRef.cluster(cluster.managerName());
    return coming.stream()
        .flatMap(
            host -> {
              HostRef ref = HostRef.coming(host.name());
              int priority = priorities.ofNew(cluster.primary().holds(host.name()));
              return Stream.<Change>of(
                  new AddHost(ref, host.address(), into, priority), new StartHost(ref));
            })
        .toList();
  }

  private List<Change> protections(Inventory now) {
    Optional<StorageDomain> domain =
        cluster
            .leaseStorageDomain()
            .flatMap(
                name ->
                    now.storageDomains().stream().filter(d -> d.name().equals(name)).findFirst());
    List<ProtectVm.Named> domains =
        now.storageDomains().stream().map(d -> new ProtectVm.Named(d.id(), d.name())).toList();
    return now.vms().stream()
        .filter(vm -> cluster.protects(vm.name()))
        .flatMap(vm -> protections(vm, domain, domains).stream())
        .map(change -> (Change) change)
        .toList();
  }

  private List<ProtectVm> protections(
      Vm vm, Optional<StorageDomain> domain, List<ProtectVm.Named> domains) {
    Protection is = vm.protection();
    Optional<String> lease = domain.map(StorageDomain::id).or(is::lease);
    Protection wanted =
        new Protection(
            true,
            cluster.blueprint().priority(vm.name(), is.priority()),
            lease,
            lease.isPresent() && vm.is(VmStatus.DOWN) ? RESUME_WITH_LEASE : is.resume());
    return ProtectVm.along(vm.ref(), path(vm, wanted), named(domains, is, wanted));
  }

  private static List<ProtectVm.Named> named(
      List<ProtectVm.Named> domains, Protection is, Protection wanted) {
    return domains.stream()
        .filter(
            domain ->
                is.lease().filter(domain.id()::equals).isPresent()
                    || wanted.lease().filter(domain.id()::equals).isPresent())
        .toList();
  }

  /**
   * A lease goes from one domain to another by being removed first. A lease without high
   * availability gets that first, so that each step can also be gone backwards.
   */
  private static List<Protection> path(Vm vm, Protection wanted) {
    Protection is = vm.protection();
    List<Protection> path = new ArrayList<>(List.of(is));
    boolean moves = is.lease().isPresent() && !is.lease().equals(wanted.lease());
    if (moves && !is.highlyAvailable()) {
      path.add(wanted.withLease(is.lease()));
    }
    if (moves) {
      path.add(wanted.withLease(Optional.empty()));
    }
    if (!path.get(path.size() - 1).equals(wanted)) {
      path.add(wanted);
    }
    return path;
  }

  private List<Change> placements(Inventory now, List<NewHost> coming) {
    return cluster.blueprint().preferences().stream()
        .flatMap(preference -> placement(preference, now, coming).stream())
        .toList();
  }

  private Optional<Change> placement(
      SitePreference preference, Inventory now, List<NewHost> coming) {
    NamedRef group = NamedRef.affinityGroup(preference.group());
    Optional<Membership> is = PlaceVms.seen(group, now);
    Membership wanted =
        new Membership(true, true, false, hosts(preference, now, coming), vms(preference, now, is));
    boolean needless = is.isEmpty() && wanted.vms().isEmpty();
    if (needless || is.filter(wanted::isSame).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new PlaceVms(group, NamedRef.cluster(cluster.managerName()), is, Optional.of(wanted)));
  }

  private static List<HostRef> hosts(
      SitePreference preference, Inventory now, List<NewHost> coming) {
    return Stream.concat(
            now.clusterHosts().stream().map(Host::ref),
            coming.stream().map(host -> HostRef.coming(host.name())))
        .filter(host -> preference.site().holds(host.name()))
        .toList();
  }

  /** Whoever else is in the group stays in it. */
  private static List<VmRef> vms(
      SitePreference preference, Inventory now, Optional<Membership> is) {
    Set<VmRef> vms = new LinkedHashSet<>(is.map(Membership::vms).orElse(List.of()));
    now.vms().stream()
        .filter(vm -> preference.takes(vm.name(), vm.tags()))
        .map(Vm::ref)
        .forEach(vms::add);
    return List.copyOf(vms);
  }
}
