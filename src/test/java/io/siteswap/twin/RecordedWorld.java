package io.siteswap.twin;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Migration;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.PowerManagement;
import io.siteswap.twin.world.TimeAnchor;
import io.siteswap.twin.world.TwinAgent;
import io.siteswap.twin.world.TwinDomain;
import io.siteswap.twin.world.TwinGroup;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.Waiting;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.engine.sdk4.types.HostStatus;
import org.ovirt.engine.sdk4.types.VmStatus;
import org.ovirt.engine.sdk4.types.VmStorageErrorResumeBehaviour;

/** The world behind the recorded exchanges, with its ids, and the states it was brought into. */
final class RecordedWorld {
  static final String HOST1_PRIMARY = "8518307a-7864-4db3-a609-f3cfad5acfa8";
  static final String HOST2_PRIMARY = "54897f99-c29b-4b22-9023-b59450456bf9";
  static final String HOST1_SECONDARY = "c4d1275b-3797-49a8-b5f3-67b6303bbf36";
  static final String HOST2_SECONDARY = "6b1cf810-d1d5-4aff-bd5d-f2cd375b6440";
  static final String VM1 = "01f440b2-7590-41cf-82c6-af743d689fa3";
  static final String VM2 = "256479d8-4cbd-4625-b6d4-b07dc665dd6a";
  static final String VM3 = "f1c45a7d-eafb-4e17-bd83-a3f090715f73";
  static final String VM4 = "d5072620-4f77-4eb0-8428-8482f46319ea";
  static final String AG_PRIMARY = "824e4d32-8c3b-48cf-ab03-38c59dfa3356";
  static final String AG_SECONDARY = "fcf3a1e3-82f1-4a34-8c9c-5ce79bfa2efb";
  private static final String AGENT = "68ae3af5-cec1-4e19-9286-a7722788e9e5";
  private static final String NFS1 = "3bcf0ca0-1465-418e-b263-b2df8c72b3e9";

  final World world = new World();

  RecordedWorld(Instant now) {
    world.anchor = TimeAnchor.start(now, 1);
    world.now = now;
    world.cluster = "ca25d538-6f25-4bcc-b86c-ac4986f17a5c";
    world.clusterName = "cluster1";
    world.withoutInstallation = true;
    world.settings.cpu = "Intel Nehalem Family";
    world.dataCentre.id = "a825e22d-222f-4928-9654-ea8800a7761d";
    world.dataCentre.name = "dc1";
    world.domains.add(TwinDomain.active(NFS1, "nfs1", true, "/export/nfs1", 1L << 38, 1L << 36));
    host(HOST1_PRIMARY, "host1.primary", 5);
    host(HOST2_PRIMARY, "host2.primary", 5);
    host(HOST1_SECONDARY, "host1.secondary", 2);
    host(HOST2_SECONDARY, "host2.secondary", 1);
    vm(VM1, "vm1", 50, HOST1_PRIMARY);
    vm(VM2, "vm2", 50, HOST2_PRIMARY);
    vm(VM3, "vm3", 1, HOST2_SECONDARY);
    vm(VM4, "vm4", 1, HOST1_SECONDARY);
    spm(HOST1_SECONDARY);
  }

  private void host(String id, String name, int priority) {
    TwinHost host = new TwinHost();
    host.id = id;
    host.name = name;
    host.address = name;
    host.site = name.replaceAll(".*\\.", "");
    host.memory = 64L << 30;
    host.spmPriority = priority;
    world.hosts.put(id, host);
  }

  private void vm(String id, String name, int priority, String host) {
    TwinVm vm = new TwinVm();
    vm.id = id;
    vm.name = name;
    vm.memory = 1L << 30;
    vm.ha = true;
    vm.haPriority = priority;
    vm.lease = Optional.of(NFS1);
    vm.resume = VmStorageErrorResumeBehaviour.KILL;
    vm.host = Optional.of(host);
    vm.created = world.now;
    world.vms.put(id, vm);
  }

  /** As it was before anything had been made in it. */
  RecordedWorld empty() {
    withoutHosts().world.cluster = "";
    world.dataCentre.id = "";
    return this;
  }

  RecordedWorld withoutCluster() {
    withoutHosts().world.cluster = "";
    world.clusterName = "";
    return this;
  }

  RecordedWorld withoutHosts() {
    world.vms.clear();
    world.hosts.clear();
    world.dataCentre.spm = Optional.empty();
    world.dataCentre.status = DataCenterStatus.UNINITIALIZED;
    return this;
  }

  RecordedWorld without(String id) {
    world.hosts.remove(id);
    world.vms.remove(id);
    return this;
  }

  RecordedWorld ghost(String id) {
    host(id, "ghost2.primary", 5);
    return status(id, HostStatus.NON_RESPONSIVE);
  }

  RecordedWorld agent(String host) {
    world
        .hosts
        .get(host)
        .agents
        .add(new TwinAgent(AGENT, "bmc1.secondary", "ipmilan", "admin", 1, false));
    return this;
  }

  RecordedWorld powerManaged(String host) {
    agent(host).world.hosts.get(host).power = new PowerManagement(true, false, false);
    return this;
  }

  RecordedWorld spm(String host) {
    world.dataCentre.spm = Optional.of(host);
    return this;
  }

  RecordedWorld priority(String host, int priority) {
    world.hosts.get(host).spmPriority = priority;
    return this;
  }

  RecordedWorld status(String host, HostStatus status) {
    world.hosts.get(host).status = status;
    return this;
  }

  RecordedWorld maintenance(String host) {
    world.vms.values().stream()
        .filter(vm -> vm.host.filter(host::equals).isPresent())
        .forEach(vm -> vm.host = Optional.of(HOST1_SECONDARY));
    return status(host, HostStatus.MAINTENANCE);
  }

  RecordedWorld preparing(String host, String reason) {
    world.hosts.get(host).reason = Optional.of(reason);
    return status(host, HostStatus.PREPARING_FOR_MAINTENANCE);
  }

  RecordedWorld deadSpm(String host) {
    world.dataCentre.status = DataCenterStatus.PROBLEMATIC;
    world.hosts.get(host).lostAt = Optional.of(world.now);
    return spm(host).status(host, HostStatus.NON_RESPONSIVE);
  }

  RecordedWorld on(String vm, String host) {
    world.vms.get(vm).host = Optional.of(host);
    return this;
  }

  RecordedWorld down(String vm) {
    world.vms.get(vm).host = Optional.empty();
    world.vms.get(vm).status = VmStatus.DOWN;
    return this;
  }

  RecordedWorld unknown(String vm) {
    world.vms.get(vm).status = VmStatus.UNKNOWN;
    return this;
  }

  RecordedWorld migrating(String vm, String target) {
    String source = world.vms.get(vm).host.orElseThrow();
    Waiting order =
        new Waiting(
            vm, Optional.of(target), Waiting.Cause.USER, Optional.empty(), Optional.empty());
    Instant end = world.now.plus(Duration.ofHours(1));
    world.migrations.put(
        vm, new Migration(order, source, target, world.now, Optional.of(end), false));
    world.vms.get(vm).status = VmStatus.MIGRATING;
    return this;
  }

  RecordedWorld groups(boolean enforcing, List<String> hosts) {
    TwinGroup primary = group(AG_PRIMARY, "ag-primary", enforcing);
    primary.description = Optional.of("run on primary");
    primary.hosts.addAll(hosts);
    primary.vms.addAll(List.of(VM1, VM2));
    TwinGroup secondary = group(AG_SECONDARY, "ag-secondary", true);
    secondary.priority = "2.5";
    secondary.vmsRule = new TwinGroup.Rule(true, false, false);
    return this;
  }

  private TwinGroup group(String id, String name, boolean enforcing) {
    TwinGroup group = new TwinGroup();
    group.id = id;
    group.name = name;
    group.hostsRule = new TwinGroup.Rule(true, true, enforcing);
    world.groups.put(id, group);
    return group;
  }

  RecordedWorld secondaryHas(String host, String vm) {
    world.groups.get(AG_SECONDARY).hosts.add(host);
    world.groups.get(AG_SECONDARY).vms.add(vm);
    return this;
  }

  RecordedWorld events(int count) {
    EventLog log = new EventLog(world);
    for (int number = 0; number < count; number++) {
      log.add(Note.of(EventKind.VM_RUNS, "vm4", "host1.secondary"));
    }
    return this;
  }

  RecordedWorld started(String id) {
    TwinVm vm = world.vms.get(id);
    TwinHost host = world.hosts.get(vm.host.orElseThrow());
    Note note = Note.of(EventKind.VM_RUNS, vm.name, host.name).host(host).vm(vm);
    new EventLog(world).add(note);
    return this;
  }

  RecordedWorld comment(String host, String comment) {
    world.hosts.get(host).comment = comment;
    return this;
  }

  RecordedWorld raised(String vm) {
    world.vms.get(vm).haPriority = 50;
    return this;
  }

  /** As it had become when the searches were recorded. */
  RecordedWorld later() {
    raised(VM3).world.vms.get(VM3).comment = "x";
    world.vms.get(VM4).placement.addAll(List.of(HOST1_SECONDARY, HOST2_SECONDARY));
    return spm(HOST1_PRIMARY)
        .comment(HOST2_SECONDARY, "c1")
        .priority(HOST2_SECONDARY, 2)
        .on(VM2, HOST1_PRIMARY)
        .on(VM3, HOST1_SECONDARY)
        .on(VM4, HOST1_PRIMARY);
  }

  /** What had been edited by the day on which the site was lost. */
  RecordedWorld later441() {
    world.vms.get(VM3).comment = "x";
    return raised(VM3).comment(HOST2_SECONDARY, "c1").priority(HOST2_SECONDARY, 2);
  }
}
