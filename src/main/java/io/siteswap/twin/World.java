package io.siteswap.twin;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.engine.sdk4.types.VmStorageErrorResumeBehaviour;

/** Everything the twin knows: written to its file as it stands, and found again after a restart. */
final class World {
  private static final int EDITION = 1;

  TimeAnchor anchor = TimeAnchor.start(Instant.EPOCH, 1);

  /** Up to when things have happened; behind the clock until the next request. */
  Instant now = Instant.EPOCH;

  /** Which version of the twin made it; 0 for those that knew fewer things. */
  int edition;

  WorldPreset preset = WorldPreset.DEMO;
  int hostsPerSite;
  int vmCount;
  String cluster = "";
  String clusterName = "";
  ClusterSettings settings = new ClusterSettings();
  DataCentre dataCentre = new DataCentre();
  Map<String, TwinHost> hosts = new LinkedHashMap<>();
  Map<String, TwinVm> vms = new LinkedHashMap<>();
  Map<String, TwinGroup> groups = new LinkedHashMap<>();
  List<TwinDomain> domains = new ArrayList<>();
  List<TwinNetwork> networks = new ArrayList<>();
  Map<String, TwinTag> tags = new LinkedHashMap<>();
  Map<String, ImageTransfer> imageTransfers = new LinkedHashMap<>();

  /** How installations of hosts are to end, by the host's name; the others end well. */
  Map<String, InstallOutcome> installs = new TreeMap<>();

  /** Hosts are taken as they are, as by an engine that is told not to install them. */
  boolean withoutInstallation;

  /** What the account may not do, of all there is. */
  Set<Permit> withheld = new TreeSet<>();

  /** While the Manager restarts: when it answers again. */
  Optional<Instant> managerBack = Optional.empty();

  /** When the Manager last started; empty for one that has run for long. */
  Optional<Instant> managerStarted = Optional.empty();

  /** Scheduling policies beyond the built-in ones: names by id. */
  Map<String, String> policies = new LinkedHashMap<>();

  Map<String, Migration> migrations = new LinkedHashMap<>();
  TreeSet<Task> agenda = new TreeSet<>();
  long lastTask;

  /** No migration out of a host on its way to maintenance starts before this. */
  Instant drainsFrom = Instant.EPOCH;

  Deque<TwinEvent> events = new ArrayDeque<>();
  long lastEvent;
  Map<String, TwinJob> jobs = new LinkedHashMap<>();
  List<FaultRule> faults = new ArrayList<>();
  int lastFault;
  Map<String, Integer> completedMigrations = new TreeMap<>();
  int runningTwice;
  Optional<Instant> enforcementDue = Optional.empty();

  /** Failed VMs to be started again, by id. */
  Map<String, QueuedRestart> haQueue = new LinkedHashMap<>();

  Optional<Instant> haQueueDue = Optional.empty();

  Optional<TwinHost> host(String id) {
    return Optional.ofNullable(hosts.get(id));
  }

  Optional<TwinVm> vm(String id) {
    return Optional.ofNullable(vms.get(id));
  }

  Optional<TwinHost> hostNamed(String name) {
    return hosts.values().stream().filter(host -> host.name.equals(name)).findFirst();
  }

  Optional<TwinVm> vmNamed(String name) {
    return vms.values().stream().filter(vm -> vm.name.equals(name)).findFirst();
  }

  /** Gives a world of an older twin what it would have had from the beginning. */
  World broughtUpToDate() {
    if (edition < EDITION) {
      vms.values().stream()
          .filter(vm -> vm.ha && vm.lease.isPresent())
          .forEach(vm -> vm.resume = VmStorageErrorResumeBehaviour.KILL);
    }
    edition = EDITION;
    return this;
  }

  boolean hasCluster() {
    return !cluster.isEmpty();
  }

  boolean hasDataCentre() {
    return !dataCentre.id.isEmpty();
  }

  /** Whether the domains belong to the data centre; a new one has none until it has an SPM. */
  boolean isStorageAttached() {
    return hasDataCentre() && dataCentre.status != DataCenterStatus.UNINITIALIZED;
  }

  Optional<TwinDomain> domain(String id) {
    return domains.stream().filter(domain -> domain.id().equals(id)).findFirst();
  }

  boolean isTransferringOn(TwinHost host) {
    return imageTransfers.values().stream().anyMatch(transfer -> transfer.host().equals(host.id));
  }

  /** Whether another host's lease keeps the VM from being started. */
  boolean isLeaseHeld(TwinVm vm) {
    return vm.lease.isPresent()
        && vm.leaseHolder.flatMap(this::host).filter(host -> host.keepsLeases(now)).isPresent();
  }

  Optional<TwinHost> spm() {
    return dataCentre.spm.flatMap(this::host);
  }

  boolean isSpm(TwinHost host) {
    return dataCentre.spm.filter(host.id::equals).isPresent();
  }
}
