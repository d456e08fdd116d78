package io.siteswap.twin.world;

import java.time.Duration;
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
import java.util.UUID;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.engine.sdk4.types.VmStorageErrorResumeBehaviour;

/** Everything the twin knows: written to its file as it stands, and found again after a restart. */
public final class World {
  private static final int EDITION = 1;

  public TimeAnchor anchor = TimeAnchor.start(Instant.EPOCH, 1);

  /** Up to when things have happened; behind the clock until the next request. */
  public Instant now = Instant.EPOCH;

  /** The Manager's own id, which it keeps for life, whatever becomes of its world. */
  public String instance = "";

  /** Which version of the twin made it; 0 for those that knew fewer things. */
  int edition;

  public WorldPreset preset = WorldPreset.DEMO;
  public int hostsPerSite;
  public int vmCount;
  public String cluster = "";
  public String clusterName = "";
  public ClusterSettings settings = new ClusterSettings();
  public Timings timings = new Timings();
  public DataCentre dataCentre = new DataCentre();
  public Map<String, TwinHost> hosts = new LinkedHashMap<>();
  public Map<String, TwinVm> vms = new LinkedHashMap<>();
  public Map<String, TwinGroup> groups = new LinkedHashMap<>();
  public List<TwinDomain> domains = new ArrayList<>();
  public List<TwinNetwork> networks = new ArrayList<>();
  public Map<String, TwinTag> tags = new LinkedHashMap<>();
  public Map<String, ImageTransfer> imageTransfers = new LinkedHashMap<>();

  /** How installations of hosts are to end, by the host's name; the others end well. */
  public Map<String, InstallOutcome> installs = new TreeMap<>();

  /** Hosts are taken as they are, as by an engine that is told not to install them. */
  public boolean withoutInstallation;

  /** What the account may not do, of all there is. */
  public Set<Permit> withheld = new TreeSet<>();

  /** While the Manager restarts: when it answers again. */
  public Optional<Instant> managerBack = Optional.empty();

  /** When the Manager last started; empty for one that has run for long. */
  public Optional<Instant> managerStarted = Optional.empty();

  /** IgnoreVmToVmAffinityForHostMaintenance, which is on for cluster levels from 4.3. */
  public boolean ignoresVmRulesForMaintenance = true;

  /** Whether the Manager has silent hosts rebooted by their power management. */
  public boolean automaticFencing;

  /** Asynchronous tasks that run on the storage, and bind the SPM. */
  public int storageTasks;

  /** Scheduling policies beyond the built-in ones: names by id. */
  public Map<String, String> policies = new LinkedHashMap<>();

  public Map<String, Migration> migrations = new LinkedHashMap<>();
  public TreeSet<Task> agenda = new TreeSet<>();
  public long lastTask;

  /** No migration out of a host on its way to maintenance starts before this. */
  public Instant drainsFrom = Instant.EPOCH;

  public Deque<TwinEvent> events = new ArrayDeque<>();
  public long lastEvent;
  public Map<String, TwinJob> jobs = new LinkedHashMap<>();
  public List<FaultRule> faults = new ArrayList<>();
  public int lastFault;
  public Map<String, Integer> completedMigrations = new TreeMap<>();
  public int runningTwice;
  public Optional<Instant> enforcementDue = Optional.empty();

  /** Failed VMs to be started again, by id. */
  public Map<String, QueuedRestart> haQueue = new LinkedHashMap<>();

  public Optional<Instant> haQueueDue = Optional.empty();

  public Optional<TwinHost> host(String id) {
    return Optional.ofNullable(hosts.get(id));
  }

  public Optional<TwinVm> vm(String id) {
    return Optional.ofNullable(vms.get(id));
  }

  public Optional<TwinHost> hostNamed(String name) {
    return hosts.values().stream().filter(host -> host.name.equals(name)).findFirst();
  }

  public Optional<TwinVm> vmNamed(String name) {
    return vms.values().stream().filter(vm -> vm.name.equals(name)).findFirst();
  }

  /** How far the Manager's clock is ahead of everybody else's; before anything has happened. */
  public void setClock(Duration ahead) {
    if (ahead.isZero()) {
      return;
    }
    anchor = new TimeAnchor(anchor.simulated().plus(ahead), anchor.wall(), anchor.speed());
    now = now.plus(ahead);
    events.clear();
    vms.values().forEach(vm -> vm.created = now);
    vms.values().stream()
        .filter(vm -> vm.started.isPresent())
        .forEach(vm -> vm.started = Optional.of(now));
  }

  /** Gives a world of an older twin what it would have had from the beginning. */
  World broughtUpToDate() {
    if (instance.isEmpty()) {
      instance = UUID.randomUUID().toString();
    }
    if (edition < EDITION) {
      vms.values().stream()
          .filter(vm -> vm.ha && vm.lease.isPresent())
          .forEach(vm -> vm.resume = VmStorageErrorResumeBehaviour.KILL);
    }
    edition = EDITION;
    return this;
  }

  public boolean hasCluster() {
    return !cluster.isEmpty();
  }

  public boolean hasDataCentre() {
    return !dataCentre.id.isEmpty();
  }

  /** Whether the domains belong to the data centre; a new one has none until it has an SPM. */
  public boolean isStorageAttached() {
    return hasDataCentre() && dataCentre.status != DataCenterStatus.UNINITIALIZED;
  }

  public Optional<TwinDomain> domain(String id) {
    return domains.stream().filter(domain -> domain.id().equals(id)).findFirst();
  }

  public boolean isTransferringOn(TwinHost host) {
    return imageTransfers.values().stream().anyMatch(transfer -> transfer.host().equals(host.id));
  }

  /** Whether another host's lease keeps the VM from being started. */
  public boolean isLeaseHeld(TwinVm vm) {
    return vm.lease.isPresent()
        && vm.leaseHolder
            .flatMap(this::host)
            .filter(host -> host.keepsLeases(now, timings.lease))
            .isPresent();
  }

  public Optional<TwinHost> spm() {
    return dataCentre.spm.flatMap(this::host);
  }

  public boolean isSpm(TwinHost host) {
    return dataCentre.spm.filter(host.id::equals).isPresent();
  }
}
