package io.siteswap.twin.world;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.engine.sdk4.types.VmStatus;

/** The world at its beginning: two sites, one cluster, every VM at the first site. */
public final class DefaultWorld {
  static final List<String> SITES = List.of("north", "south");
  // A data centre has at most 250 hosts, one host id of the lock space each.
  public static final int MOST_HOSTS = 250;
  public static final int MOST_VMS = 10_000;

  private static final long GIBI = 1L << 30;
  private static final long SMALLEST_HOST = 128 * GIBI;
  private static final int PRIMARY_PRIORITY = 8;
  private static final int SECONDARY_PRIORITY = 4;

  /** A kind of VM: how big, how important, whether a lease protects it. */
  private record Kind(String name, long memory, int priority, boolean leased) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("db", 16 * GIBI, 100, true),
          new Kind("app", 8 * GIBI, 50, true),
          new Kind("web", 4 * GIBI, 50, true),
          new Kind("batch", 2 * GIBI, 0, false));

  private final World world = new World();
  private final int hostsPerSite;

  private DefaultWorld(int hostsPerSite) {
    this.hostsPerSite = hostsPerSite;
  }

  public static World of(
      WorldPreset preset, int hostsPerSite, int vms, double speed, Instant clock) {
    DefaultWorld maker = new DefaultWorld(hostsPerSite);
    maker.world.preset = preset;
    maker.makeManager(speed, clock, vms);
    if (preset == WorldPreset.EMPTY) {
      maker.world.dataCentre.status = DataCenterStatus.UNINITIALIZED;
    } else {
      maker.makeFrame();
      maker.makeHosts(vms);
      maker.makeVms(vms);
      maker.makeGroup();
    }
    if (preset == WorldPreset.DRIFTED) {
      new Drift(maker.world).happen();
    }
    maker.world.broughtUpToDate();
    new EventLog(maker.world).add(Note.of(EventKind.ENGINE_STARTED));
    return maker.world;
  }

  public static String id(String kind, String name) {
    return UUID.nameUUIDFromBytes((kind + "/" + name).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void makeManager(double speed, Instant clock, int vms) {
    Instant start = Instant.ofEpochMilli(clock.toEpochMilli());
    world.anchor = TimeAnchor.start(start, speed);
    world.now = start;
    world.hostsPerSite = hostsPerSite;
    world.vmCount = vms;
    world.domains.add(domain("data", true));
    world.domains.add(domain("archive", false));
  }

  private void makeFrame() {
    world.clusterName = "Default";
    world.cluster = id("cluster", "Default");
    world.dataCentre.name = "Default";
    world.dataCentre.id = id("datacenter", "Default");
    world.networks.add(TwinNetwork.ofManagement());
    world.networks.add(TwinNetwork.ofVms("vm-traffic", true, Optional.empty()));
  }

  private static TwinDomain domain(String name, boolean master) {
    return TwinDomain.active(
        id("storagedomain", name), name, master, "/export/" + name, 400 * GIBI, 100 * GIBI);
  }

  private void makeHosts(int vms) {
    long memory = Math.max(SMALLEST_HOST, roomFor(vms));
    for (String site : SITES) {
      for (int number = 1; number <= hostsPerSite; number++) {
        TwinHost host = new TwinHost();
        host.name = site + "-" + number;
        host.id = id("host", host.name);
        host.site = site;
        host.address = host.name + ".example.com";
        host.memory = memory;
        host.spmPriority = site.equals(SITES.get(0)) ? PRIMARY_PRIORITY : SECONDARY_PRIORITY;
        world.hosts.put(host.id, host);
      }
    }
    world.dataCentre.spm = world.hostNamed(SITES.get(0) + "-1").map(host -> host.id);
  }

  /** One site alone carries all VMs with a quarter to spare. */
  private long roomFor(int vms) {
    long all = 0;
    for (int number = 0; number < vms; number++) {
      all += KINDS.get(number % KINDS.size()).memory();
    }
    long perHost = all + all / 4;
    return (perHost / hostsPerSite / GIBI + 1) * GIBI;
  }

  private void makeVms(int vms) {
    for (int number = 0; number < vms; number++) {
      Kind kind = KINDS.get(number % KINDS.size());
      TwinVm vm = new TwinVm();
      vm.name = kind.name() + "-" + (number / KINDS.size() + 1);
      vm.id = id("vm", vm.name);
      vm.memory = kind.memory();
      vm.ha = kind.priority() > 0;
      vm.haPriority = kind.priority();
      if (kind.leased()) {
        vm.lease = Optional.of(world.domains.get(0).id());
      }
      vm.status = VmStatus.UP;
      vm.created = world.now;
      vm.started = Optional.of(world.now);
      int turn = number / KINDS.size() + number % KINDS.size();
      vm.host = world.hostNamed(SITES.get(0) + "-" + (turn % hostsPerSite + 1)).map(h -> h.id);
      world.vms.put(vm.id, vm);
    }
  }

  private void makeGroup() {
    TwinGroup group = new TwinGroup();
    group.name = "run-at-north";
    group.id = id("affinitygroup", group.name);
    group.description = Optional.of("Protected VMs run at north while they can");
    group.hostsRule = new TwinGroup.Rule(true, true, false);
    world.vms.values().stream().filter(vm -> vm.ha).forEach(vm -> group.vms.add(vm.id));
    world.hosts.values().stream()
        .filter(host -> host.site.equals(SITES.get(0)))
        .forEach(host -> group.hosts.add(host.id));
    world.groups.put(group.id, group);
  }
}
