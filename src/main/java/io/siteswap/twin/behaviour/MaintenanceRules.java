package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.TwinGroup;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.engine.sdk4.types.HostStatus;
import org.ovirt.engine.sdk4.types.VmAffinity;

/** What refuses maintenance from the start, in the Manager's order; only the first hit is told. */
final class MaintenanceRules {
  private static final Set<HostStatus> ACCEPTED =
      Set.of(
          HostStatus.MAINTENANCE,
          HostStatus.NON_RESPONSIVE,
          HostStatus.UP,
          HostStatus.ERROR,
          HostStatus.PREPARING_FOR_MAINTENANCE,
          HostStatus.DOWN,
          HostStatus.NON_OPERATIONAL,
          HostStatus.INSTALL_FAILED);
  private static final String HOST = "Cannot switch Host to Maintenance mode";

  private final World world;
  private final Placement placement;

  MaintenanceRules(World world, Placement placement) {
    this.world = world;
    this.placement = placement;
  }

  Optional<Refusal> check(TwinHost host) {
    return wrongStatus(host)
        .or(() -> pinnedVms(host))
        .or(() -> alreadyThere(host))
        .or(() -> contending(host))
        .or(() -> nonResponsive(host))
        .or(() -> spmWithTasks(host))
        .or(() -> onlyHostOfGroups(host))
        .or(() -> noOtherHost(host))
        .map(Refusal::conflict);
  }

  private static Optional<String> wrongStatus(TwinHost host) {
    return when(!ACCEPTED.contains(host.status), HOST + ", Host is not operational.");
  }

  private Optional<String> pinnedVms(TwinHost host) {
    String pinned =
        placement.on(host).stream()
            .filter(vm -> vm.affinity == VmAffinity.PINNED)
            .map(vm -> vm.name)
            .collect(Collectors.joining(", "));
    return when(
        !pinned.isEmpty(),
        "Cannot switch the following Hosts to Maintenance mode: "
            + host.name
            + ".\nOne or more running VMs are indicated as non-migratable."
            + " The non-migratable VMs are: "
            + pinned
            + ".");
  }

  private static Optional<String> alreadyThere(TwinHost host) {
    return when(
        host.status == HostStatus.MAINTENANCE, HOST + ". Host is already in Maintenance mode.");
  }

  private Optional<String> contending(TwinHost host) {
    return when(
        world.isSpm(host) && world.dataCentre.status == DataCenterStatus.CONTEND,
        HOST
            + ". Host is contending for Storage Pool Manager,\n"
            + "wait for operation to complete and retry.");
  }

  private Optional<String> nonResponsive(TwinHost host) {
    if (host.status != HostStatus.NON_RESPONSIVE) {
      return Optional.empty();
    }
    if (placement.counted(host).total() > 0) {
      return Optional.of(
          HOST + ".\nHost still has running VMs on it and is in Non Responsive state.");
    }
    return when(
        world.isSpm(host),
        HOST + ".\nHost is Storage Pool Manager and is in Non Responsive state.");
  }

  private Optional<String> spmWithTasks(TwinHost host) {
    return when(
        world.isSpm(host) && host.isUp() && world.storageTasks > 0,
        HOST
            + ". Host has asynchronous running tasks,\n"
            + "wait for operation to complete and retry.");
  }

  /** Asked only where hard rules between VMs hold for maintenance too, as below level 4.3. */
  private Optional<String> onlyHostOfGroups(TwinHost host) {
    if (world.ignoresVmRulesForMaintenance) {
      return Optional.empty();
    }
    String groups =
        world.groups.values().stream()
            .filter(group -> group.hosts.size() == 1 && group.hosts.contains(host.id))
            .filter(group -> isHardAndPositive(group.hostsRule) || isHardAndPositive(group.vmsRule))
            .filter(group -> placement.on(host).stream().anyMatch(vm -> group.vms.contains(vm.id)))
            .map(group -> group.name + " (" + names(group) + ")")
            .collect(Collectors.joining(", "));
    return when(
        !groups.isEmpty(),
        "Cannot switch Host(s) to Maintenance mode.\nThe following Enforcing Affinity Group(s)"
            + " have running VMs and can break the affinity rule.\n"
            + groups
            + "\nPlease manually migrate the VMs, or change Affinity Group's enforcing to false.");
  }

  private static boolean isHardAndPositive(TwinGroup.Rule rule) {
    return rule.enabled() && rule.positive() && rule.enforcing();
  }

  private String names(TwinGroup group) {
    return group.vms.stream().map(id -> world.vms.get(id).name).collect(Collectors.joining(" ,"));
  }

  private Optional<String> noOtherHost(TwinHost host) {
    boolean others =
        world.hosts.values().stream().anyMatch(other -> other.isUp() && !other.id.equals(host.id));
    List<TwinVm> running = placement.on(host);
    return when(
        !running.isEmpty() && !others,
        "The following Hosts have running VMs and cannot be switched to maintenance mode: "
            + host.name
            + ".\nPlease ensure that the following Clusters have at least one Host in UP state: "
            + world.clusterName
            + ".");
  }

  private static Optional<String> when(boolean holds, String text) {
    return holds ? Optional.of(text) : Optional.empty();
  }
}
