package io.siteswap.twin;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything the twin knows: written to its file as it stands, and found again after a restart. */
final class World {
  TimeAnchor anchor = TimeAnchor.start(Instant.EPOCH, 1);

  /** Up to when things have happened; behind the clock until the next request. */
  Instant now = Instant.EPOCH;

  int hostsPerSite;
  int vmCount;
  String cluster = "";
  String clusterName = "";
  DataCentre dataCentre = new DataCentre();
  Map<String, TwinHost> hosts = new LinkedHashMap<>();
  Map<String, TwinVm> vms = new LinkedHashMap<>();
  Map<String, TwinGroup> groups = new LinkedHashMap<>();
  List<TwinDomain> domains = new ArrayList<>();
  List<TwinNetwork> networks = new ArrayList<>();
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

  Optional<TwinHost> spm() {
    return dataCentre.spm.flatMap(this::host);
  }

  boolean isSpm(TwinHost host) {
    return dataCentre.spm.filter(host.id::equals).isPresent();
  }
}
