package io.siteswap.plan;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Cluster;
import io.siteswap.manager.inventory.DataCenter;
import io.siteswap.manager.inventory.DataCenterStatus;
import io.siteswap.manager.inventory.FencingPolicy;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Protection;
import io.siteswap.manager.inventory.StorageErrorResume;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmPlacement;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.manager.inventory.VmStatus;
import io.siteswap.site.Blueprint;
import io.siteswap.site.ManagerAccess;
import io.siteswap.site.NamePattern;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Inventories of two sites as they may come: any sizes, states, placements and groups. */
class Worlds extends DomainContextBase {
  static final long GIB = 1L << 30;
  static final Site NORTH = new Site("north", List.of(new NamePattern("north-*")));
  static final Site SOUTH = new Site("south", List.of(new NamePattern("south-*")));
  static final StretchCluster CLUSTER =
      new StretchCluster(
          "demo",
          new ManagerAccess(
              URI.create("http://manager.example.com/ovirt-engine/api"),
              "siteswap@internal",
              "secret",
              Optional.empty(),
              false),
          "Default",
          Optional.of("data"),
          NORTH,
          SOUTH,
          List.of(new NamePattern("*")),
          Blueprint.empty());

  private record Machine(String status, int host, VmPlacement placement, int priority) {}

  private record Rule(
      boolean on, boolean positive, boolean hard, Set<Integer> hosts, Set<Integer> vms) {}

  @Provide
  Arbitrary<Inventory> inventories() {
    Arbitrary<List<String>> norths = states().list().ofMinSize(1).ofMaxSize(4);
    Arbitrary<List<String>> souths = states().list().ofMinSize(1).ofMaxSize(4);
    Arbitrary<Integer> spm = Arbitraries.integers().between(-1, 7);
    return Combinators.combine(
            norths, souths, spm, machines().list().ofMaxSize(10), rules().list().ofMaxSize(3))
        .as(Worlds::inventory);
  }

  private static Arbitrary<String> states() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(8, Arbitraries.just("up")),
        net.jqwik.api.Tuple.of(
            2, Arbitraries.of("maintenance", "non_operational", "preparing_for_maintenance")));
  }

  private static Arbitrary<Machine> machines() {
    Arbitrary<String> status =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(8, Arbitraries.just("up")),
            net.jqwik.api.Tuple.of(
                3,
                Arbitraries.of(
                    "down",
                    "paused",
                    "powering_up",
                    "migrating",
                    "not_responding",
                    "image_locked")));
    Arbitrary<VmPlacement> placement =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(9, Arbitraries.just(VmPlacement.MIGRATABLE)),
            net.jqwik.api.Tuple.of(
                1, Arbitraries.of(VmPlacement.PINNED, VmPlacement.USER_MIGRATABLE)));
    return Combinators.combine(
            status,
            Arbitraries.integers().between(0, 7),
            placement,
            Arbitraries.integers().between(0, 100))
        .as(Machine::new);
  }

  private static Arbitrary<Rule> rules() {
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    Arbitrary<Set<Integer>> hosts = Arbitraries.integers().between(0, 7).set().ofMaxSize(4);
    Arbitrary<Set<Integer>> vms = Arbitraries.integers().between(0, 9).set().ofMaxSize(3);
    return Combinators.combine(flag, flag, flag, hosts, vms).as(Rule::new);
  }

  private static Inventory inventory(
      List<String> norths, List<String> souths, int spm, List<Machine> machines, List<Rule> rules) {
    List<Host> hosts = new ArrayList<>();
    IntStream.range(0, norths.size())
        .forEach(i -> hosts.add(host("north-" + (i + 1), norths.get(i))));
    IntStream.range(0, souths.size())
        .forEach(i -> hosts.add(host("south-" + (i + 1), souths.get(i))));
    if (spm >= 0 && hosts.get(spm % hosts.size()).isUp()) {
      hosts.set(spm % hosts.size(), with(hosts.get(spm % hosts.size()), Host.Spm.SPM));
    }
    List<Vm> vms =
        IntStream.range(0, machines.size())
            .mapToObj(i -> vm("vm-" + i, machines.get(i), hosts))
            .toList();
    List<AffinityGroup> groups =
        IntStream.range(0, rules.size())
            .mapToObj(i -> group("group-" + i, rules.get(i), hosts))
            .toList();
    return of(hosts, vms, groups);
  }

  static Inventory of(List<Host> hosts, List<Vm> vms, List<AffinityGroup> groups) {
    return new Inventory(
        Instant.EPOCH,
        new Cluster("cluster", "Default", 100, Optional.empty(), "", new FencingPolicy(true, 0)),
        new DataCenter("dc", "Default", DataCenterStatus.UP),
        hosts,
        vms,
        List.of(),
        groups,
        List.of());
  }

  static Host host(String name, String status) {
    return new Host(
        new HostRef("id-" + name, name),
        "cluster",
        HostStatus.of(status),
        "",
        Host.Spm.NONE,
        5,
        new Host.Load(128 * GIB, 128 * GIB, 0),
        new Host.Access(name + ".example.com", 54_321, true, Optional.empty()));
  }

  static Vm vm(String name, String status, Optional<HostRef> host) {
    return new Vm(
        new VmRef("id-" + name, name),
        VmStatus.of(status),
        host,
        4 * GIB,
        protection(50),
        VmPlacement.MIGRATABLE,
        false,
        Set.of());
  }

  private static Protection protection(int priority) {
    return new Protection(true, priority, Optional.empty(), StorageErrorResume.AUTO_RESUME);
  }

  private static Vm vm(String name, Machine machine, List<Host> hosts) {
    Optional<HostRef> host =
        Optional.of(hosts.get(machine.host() % hosts.size()).ref())
            .filter(ref -> !machine.status().equals("down"));
    return new Vm(
        new VmRef("id-" + name, name),
        VmStatus.of(machine.status()),
        host,
        4 * GIB,
        protection(machine.priority()),
        machine.placement(),
        false,
        Set.of());
  }

  private static AffinityGroup group(String name, Rule rule, List<Host> hosts) {
    Set<String> hostIds = new HashSet<>();
    rule.hosts().forEach(i -> hostIds.add(hosts.get(i % hosts.size()).ref().id()));
    Set<String> vmIds = new HashSet<>();
    rule.vms().forEach(i -> vmIds.add("id-vm-" + i));
    return new AffinityGroup(
        "id-" + name, name, rule.on(), rule.positive(), rule.hard(), hostIds, vmIds);
  }

  // --- what may become of a world ----------------------------------------------------------------

  static Inventory shuffled(Inventory world, long seed) {
    return of(
        mixed(world.hosts(), seed), mixed(world.vms(), seed), mixed(world.affinityGroups(), seed));
  }

  private static <T> List<T> mixed(List<T> things, long seed) {
    List<T> mixed = new ArrayList<>(things);
    Collections.shuffle(mixed, new Random(seed));
    return mixed;
  }

  /** Each VM of the site on another of the site's hosts. */
  /** A pinned VM goes nowhere. */
  static Inventory hopped(Inventory world, Site site, int by) {
    List<HostRef> hosts =
        world.hosts().stream().map(Host::ref).filter(ref -> site.holds(ref.name())).toList();
    return vms(
        world,
        vm ->
            vm.host()
                .filter(on -> hosts.contains(on) && !vm.isPinned())
                .map(on -> with(vm, hosts.get((hosts.indexOf(on) + by) % hosts.size())))
                .orElse(vm));
  }

  static Inventory vms(Inventory world, UnaryOperator<Vm> change) {
    return of(world.hosts(), world.vms().stream().map(change).toList(), world.affinityGroups());
  }

  static Inventory hosts(Inventory world, UnaryOperator<Host> change) {
    return of(world.hosts().stream().map(change).toList(), world.vms(), world.affinityGroups());
  }

  static Inventory plus(Inventory world, Vm vm) {
    List<Vm> more = new ArrayList<>(world.vms());
    more.add(vm);
    return of(world.hosts(), more, world.affinityGroups());
  }

  /** The world after the Manager has carried the change out. */
  static Inventory after(Inventory world, Change change) {
    if (change instanceof EnterMaintenance enter) {
      return status(world, enter.host(), enter.to().word());
    }
    if (change instanceof LeaveMaintenance leave) {
      return status(world, leave.host(), leave.to().word());
    }
    if (change instanceof MoveSpm move) {
      return hosts(
          world, host -> with(host, host.ref().equals(move.to()) ? Host.Spm.SPM : Host.Spm.NONE));
    }
    HostRef target =
        change instanceof EvacuateVm evacuation
            ? evacuation.targets().get(0)
            : ((MigrateVm) change).to();
    return vms(world, vm -> vm.ref().equals(change.object()) ? with(vm, target) : vm);
  }

  private static Inventory status(Inventory world, HostRef ref, String status) {
    return hosts(world, host -> host.ref().equals(ref) ? with(host, status) : host);
  }

  static Host with(Host host, String status) {
    return new Host(
        host.ref(),
        host.clusterId(),
        HostStatus.of(status),
        host.detail(),
        host.spm(),
        host.spmPriority(),
        host.load(),
        host.access());
  }

  private static Host with(Host host, Host.Spm spm) {
    return new Host(
        host.ref(),
        host.clusterId(),
        host.status(),
        host.detail(),
        spm,
        host.spmPriority(),
        host.load(),
        host.access());
  }

  private static Vm with(Vm vm, HostRef host) {
    return new Vm(
        vm.ref(),
        vm.status(),
        Optional.of(host),
        vm.memory(),
        vm.protection(),
        vm.placement(),
        vm.pending(),
        vm.tags());
  }

  /** What leaves its host by that plan. */
  static Stream<EvacuateVm> evacuations(Plan plan) {
    return plan.changes().stream().filter(EvacuateVm.class::isInstance).map(EvacuateVm.class::cast);
  }
}
