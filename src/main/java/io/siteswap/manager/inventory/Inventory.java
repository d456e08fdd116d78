package io.siteswap.manager.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One immutable snapshot of all that we read from the Manager about one cluster.
 *
 * @param seenAt when the reading began
 * @param hosts all hosts of the data centre: the SPM may be in another cluster
 */
public record Inventory(
    Instant seenAt,
    Cluster cluster,
    DataCenter dataCenter,
    List<Host> hosts,
    List<Vm> vms,
    List<StorageDomain> storageDomains,
    List<AffinityGroup> affinityGroups,
    List<Network> networks,
    Map<String, Host> hostsById,
    Map<String, Vm> vmsById,
    Map<String, List<Vm>> vmsByHostId,
    Map<String, Vm> vmsByName,
    Map<String, List<AffinityGroup>> groupsByVm) {

  public Inventory(
      Instant seenAt,
      Cluster cluster,
      DataCenter dataCenter,
      List<Host> hosts,
      List<Vm> vms,
      List<StorageDomain> storageDomains,
      List<AffinityGroup> affinityGroups,
      List<Network> networks) {
    this(
        seenAt,
        cluster,
        dataCenter,
        sorted(hosts, Host::name),
        sorted(vms, Vm::name),
        sorted(storageDomains, StorageDomain::name),
        sorted(affinityGroups, AffinityGroup::name),
        sorted(networks, Network::name),
        byId(hosts, host -> host.ref().id()),
        byId(vms, vm -> vm.ref().id()),
        byHost(vms),
        vms.stream().collect(Collectors.toMap(Vm::name, vm -> vm, (first, second) -> first)),
        byMember(affinityGroups));
  }

  public Inventory in(Cluster newCluster, DataCenter newDataCenter) {
    return new Inventory(
        seenAt, newCluster, newDataCenter, hosts, vms, storageDomains, affinityGroups, networks);
  }

  /** The hosts of the cluster itself. */
  public List<Host> clusterHosts() {
    return hosts.stream().filter(host -> host.clusterId().equals(cluster.id())).toList();
  }

  /** A host that was planned before the Manager had it is found by its name. */
  public Optional<Host> host(HostRef ref) {
    return ref.isComing() ? named(ref.name()) : Optional.ofNullable(hostsById.get(ref.id()));
  }

  public Optional<Vm> vm(VmRef ref) {
    return Optional.ofNullable(vmsById.get(ref.id()));
  }

  /** One that was recorded earlier: it may have been installed anew since, under its name. */
  public Optional<Host> recorded(HostRef ref) {
    return Optional.ofNullable(hostsById.get(ref.id())).or(() -> named(ref.name()));
  }

  /** One that was recorded earlier: it may have been imported anew since, under its name. */
  public Optional<Vm> recorded(VmRef ref) {
    return Optional.ofNullable(vmsById.get(ref.id()))
        .or(() -> Optional.ofNullable(vmsByName.get(ref.name())));
  }

  private Optional<Host> named(String name) {
    return clusterHosts().stream().filter(host -> host.name().equals(name)).findFirst();
  }

  /** The host that holds the SPM role for good; none while one is being elected. */
  public Optional<Host> spm() {
    return hosts.stream().filter(Host::isSpm).findFirst();
  }

  public List<Vm> vmsOn(HostRef host) {
    return vmsByHostId.getOrDefault(host.id(), List.of());
  }

  /** The affinity groups that the VM is in. */
  public List<AffinityGroup> groupsOf(VmRef vm) {
    return groupsByVm.getOrDefault(vm.id(), List.of());
  }

  private static Map<String, List<AffinityGroup>> byMember(List<AffinityGroup> groups) {
    Map<String, List<AffinityGroup>> byMember = new HashMap<>();
    sorted(groups, AffinityGroup::name)
        .forEach(
            group ->
                group
                    .vmIds()
                    .forEach(
                        vm -> byMember.computeIfAbsent(vm, id -> new ArrayList<>()).add(group)));
    return byMember;
  }

  private static <T> List<T> sorted(List<T> things, Function<T, String> name) {
    return things.stream().sorted(Comparator.comparing(name, NaturalOrder.INSTANCE)).toList();
  }

  private static Map<String, List<Vm>> byHost(List<Vm> vms) {
    return vms.stream()
        .filter(Vm::runs)
        .sorted(Comparator.comparing(Vm::name, NaturalOrder.INSTANCE))
        .collect(Collectors.groupingBy(vm -> vm.host().orElseThrow().id()));
  }

  private static <T> Map<String, T> byId(List<T> things, Function<T, String> id) {
    return things.stream().collect(Collectors.toUnmodifiableMap(id, thing -> thing));
  }
}
