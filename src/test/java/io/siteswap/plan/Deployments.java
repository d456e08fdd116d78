package io.siteswap.plan;

import static io.siteswap.plan.Worlds.NORTH;
import static io.siteswap.plan.Worlds.SOUTH;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Circumstances;
import io.siteswap.manager.inventory.Cluster;
import io.siteswap.manager.inventory.DataCenter;
import io.siteswap.manager.inventory.DataCenterStatus;
import io.siteswap.manager.inventory.ExternalStatus;
import io.siteswap.manager.inventory.FencingPolicy;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Protection;
import io.siteswap.manager.inventory.Reading;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.manager.inventory.StorageDomainStatus;
import io.siteswap.manager.inventory.StorageDomainType;
import io.siteswap.manager.inventory.StorageErrorResume;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.site.Blueprint;
import io.siteswap.site.NamePattern;
import io.siteswap.site.NewHost;
import io.siteswap.site.PriorityRule;
import io.siteswap.site.SitePreference;
import io.siteswap.site.StretchCluster;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Worlds that are more or less what a deployment wants, and what becomes of them. */
public class Deployments extends DomainContextBase {
  static final String GROUP = "prefers-north";
  private static final List<Optional<String>> LEASES =
      List.of(Optional.empty(), Optional.of("id-data"), Optional.of("id-archive"));
  private static final List<StorageErrorResume> RESUMES =
      List.of(
          StorageErrorResume.AUTO_RESUME, StorageErrorResume.LEAVE_PAUSED, StorageErrorResume.KILL);

  public static final Circumstances NOTHING_AROUND =
      new Circumstances(Reading.failed("not asked"), Reading.failed("not asked"), List.of());

  public static final StretchCluster CLUSTER =
      new StretchCluster(
          "demo",
          Worlds.CLUSTER.manager(),
          "Default",
          Optional.of("data"),
          NORTH,
          SOUTH,
          List.of(new NamePattern("vm-*")),
          new Blueprint(
              Optional.of("Default"),
              List.of(newHost("north-1"), newHost("north-9"), newHost("south-9")),
              List.of(new PriorityRule(List.of(new NamePattern("vm-1*")), 90)),
              List.of(
                  new SitePreference(GROUP, NORTH, List.of(new NamePattern("vm-*")), List.of()))));

  private static NewHost newHost(String name) {
    return new NewHost(name, name + ".example.com", 22, Optional.empty(), Optional.empty());
  }

  /** What others have made of hosts, VMs and groups by chance; one world in ten is empty. */
  @Provide
  Arbitrary<Inventory> worlds() {
    Arbitrary<Inventory> some =
        Combinators.combine(new Worlds().inventories(), Arbitraries.longs())
            .as((world, seed) -> disturbed(world, new Random(seed)));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(9, some), net.jqwik.api.Tuple.of(1, Arbitraries.of(nothing())));
  }

  static Inventory nothing() {
    return inventory(
        Cluster.missing("Default"), DataCenter.missing("Default"), List.of(), List.of(), List.of());
  }

  private static Inventory disturbed(Inventory world, Random chance) {
    List<Host> hosts =
        world.hosts().stream().map(host -> prioritized(host, chance.nextInt(12) - 1)).toList();
    List<Vm> vms = world.vms().stream().map(vm -> with(vm, protection(chance))).toList();
    List<AffinityGroup> groups = new ArrayList<>();
    if (chance.nextBoolean()) {
      groups.add(group(world, chance));
    }
    return inventory(world.cluster(), world.dataCenter(), hosts, vms, groups);
  }

  private static Protection protection(Random chance) {
    Optional<String> lease = LEASES.get(chance.nextInt(LEASES.size()));
    return new Protection(
        chance.nextBoolean(),
        chance.nextInt(3) * 50,
        lease,
        RESUMES.get(chance.nextInt(RESUMES.size())));
  }

  private static AffinityGroup group(Inventory world, Random chance) {
    Set<String> hosts = new HashSet<>();
    world.hosts().stream()
        .filter(host -> chance.nextBoolean())
        .forEach(host -> hosts.add(host.ref().id()));
    Set<String> vms = new HashSet<>();
    world.vms().stream().filter(vm -> chance.nextBoolean()).forEach(vm -> vms.add(vm.ref().id()));
    boolean on = chance.nextBoolean();
    return new AffinityGroup(
        "id-" + GROUP,
        GROUP,
        on,
        on && chance.nextBoolean(),
        on && chance.nextBoolean(),
        hosts,
        vms);
  }

  // --- what the Manager makes of it --------------------------------------------------------------

  public static Inventory after(Inventory world, Change planned) {
    Change change = planned.located(world);
    if (change instanceof MakeDataCenter) {
      return inventory(
          world.cluster(),
          new DataCenter("dc", "Default", DataCenterStatus.UP),
          world.hosts(),
          world.vms(),
          world.affinityGroups());
    }
    if (change instanceof RemoveDataCenter) {
      return inventory(
          world.cluster(),
          DataCenter.missing("Default"),
          world.hosts(),
          world.vms(),
          world.affinityGroups());
    }
    if (change instanceof MakeCluster) {
      return framed(world, new Cluster("cluster", "Default", 100, Optional.empty(), "", FENCING));
    }
    if (change instanceof RemoveCluster) {
      return framed(world, Cluster.missing("Default"));
    }
    if (change instanceof AddHost add) {
      List<Host> hosts = new ArrayList<>(world.hosts());
      hosts.add(prioritized(Worlds.host(add.host().name(), "installing"), add.spmPriority()));
      return hosts(world, hosts);
    }
    if (change instanceof RemoveHost remove) {
      return hosts(
          world, world.hosts().stream().filter(host -> !host.ref().equals(remove.host())).toList());
    }
    if (change instanceof StartHost start) {
      return host(world, start.host(), host -> Worlds.with(host, "up"));
    }
    if (change instanceof TakeOutOfService take) {
      return host(world, take.host(), host -> Worlds.with(host, "maintenance"));
    }
    if (change instanceof SetSpmPriority set) {
      return host(world, set.host(), host -> prioritized(host, set.to()));
    }
    if (change instanceof ProtectVm protect) {
      return protect(world, protect);
    }
    return place(world, (PlaceVms) change);
  }

  private static final FencingPolicy FENCING = new FencingPolicy(true, 0);

  private static Inventory protect(Inventory world, ProtectVm protect) {
    Protection to = protect.path().get(protect.step() + 1);
    return inventory(
        world.cluster(),
        world.dataCenter(),
        world.hosts(),
        world.vms().stream().map(vm -> vm.ref().equals(protect.vm()) ? with(vm, to) : vm).toList(),
        world.affinityGroups());
  }

  private static Inventory place(Inventory world, PlaceVms place) {
    List<AffinityGroup> groups =
        new ArrayList<>(
            world.affinityGroups().stream()
                .filter(group -> !group.name().equals(place.group().name()))
                .toList());
    place
        .to()
        .map(
            to ->
                new AffinityGroup(
                    "id-" + GROUP,
                    GROUP,
                    to.enabled(),
                    to.positive(),
                    to.enforcing(),
                    Set.copyOf(to.hosts().stream().map(HostRef::id).toList()),
                    Set.copyOf(to.vms().stream().map(VmRef::id).toList())))
        .ifPresent(groups::add);
    return inventory(world.cluster(), world.dataCenter(), world.hosts(), world.vms(), groups);
  }

  private static Inventory framed(Inventory world, Cluster cluster) {
    return inventory(
        cluster, world.dataCenter(), world.hosts(), world.vms(), world.affinityGroups());
  }

  private static Inventory hosts(Inventory world, List<Host> hosts) {
    return inventory(
        world.cluster(), world.dataCenter(), hosts, world.vms(), world.affinityGroups());
  }

  private static Inventory host(Inventory world, HostRef ref, UnaryOperator<Host> change) {
    return hosts(
        world,
        world.hosts().stream()
            .map(host -> host.ref().equals(ref) ? change.apply(host) : host)
            .toList());
  }

  private static Inventory inventory(
      Cluster cluster,
      DataCenter dataCenter,
      List<Host> hosts,
      List<Vm> vms,
      List<AffinityGroup> groups) {
    return new Inventory(
        java.time.Instant.EPOCH,
        cluster,
        dataCenter,
        hosts,
        vms,
        List.of(
            new StorageDomain(
                "id-data",
                "data",
                StorageDomainType.DATA,
                StorageDomainStatus.ACTIVE,
                true,
                ExternalStatus.OK),
            new StorageDomain(
                "id-archive",
                "archive",
                StorageDomainType.DATA,
                StorageDomainStatus.ACTIVE,
                false,
                ExternalStatus.OK)),
        groups,
        List.of());
  }

  private static Host prioritized(Host host, int priority) {
    return new Host(
        host.ref(),
        host.clusterId(),
        host.status(),
        host.detail(),
        host.spm(),
        priority,
        host.load(),
        host.access());
  }

  private static Vm with(Vm vm, Protection protection) {
    return new Vm(
        vm.ref(),
        vm.status(),
        vm.host(),
        vm.memory(),
        protection,
        vm.placement(),
        vm.pending(),
        vm.tags());
  }
}
