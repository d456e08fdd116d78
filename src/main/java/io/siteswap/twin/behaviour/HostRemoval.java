package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.engine.sdk4.types.HostStatus;
import org.ovirt.engine.sdk4.types.VmAffinity;

/** Takes hosts out of the cluster; with the last one the data centre is as if it were new. */
public final class HostRemoval {
  private static final Set<HostStatus> REMOVABLE =
      EnumSet.of(
          HostStatus.NON_RESPONSIVE,
          HostStatus.MAINTENANCE,
          HostStatus.DOWN,
          HostStatus.UNASSIGNED,
          HostStatus.INSTALL_FAILED,
          HostStatus.PENDING_APPROVAL,
          HostStatus.NON_OPERATIONAL);
  private static final String ACTION = "Cannot remove Host. ";

  private final Simulation sim;
  private final World world;

  public HostRemoval(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  public void remove(TwinHost host, Optional<String> correlation) {
    check(host);
    sim.events.add(
        Note.of(EventKind.HOST_REMOVED, host.name, EventLog.USER).host(host).by(correlation));
    world.hosts.remove(host.id);
    world.groups.values().forEach(group -> group.hosts.remove(host.id));
    world.vms.values().forEach(vm -> vm.placement.remove(host.id));
    if (world.isSpm(host)) {
      sim.spm.release();
    }
    if (world.hosts.isEmpty()) {
      world.dataCentre.status = DataCenterStatus.UNINITIALIZED;
      world.dataCentre.spm = Optional.empty();
      world.dataCentre.preferred = Optional.empty();
    }
  }

  private void check(TwinHost host) {
    if (!REMOVABLE.contains(host.status)) {
      throw Refusal.conflict(
          ACTION + "Host is operational. Please switch Host to Maintenance mode first.");
    }
    if (sim.placement.counted(host).total() > 0) {
      throw Refusal.conflict(ACTION + "One or more VMs are still running on this Host.");
    }
    String pinned =
        world.vms.values().stream()
            .filter(vm -> vm.affinity == VmAffinity.PINNED && vm.placement.contains(host.id))
            .map(vm -> vm.name)
            .collect(Collectors.joining(","));
    if (!pinned.isEmpty()) {
      throw Refusal.conflict(
          ACTION
              + "The following VMs are set to run specifically only on this Host: "
              + pinned
              + ".\nIn order to remove Host, you need to remove the association between the VMs"
              + " and the Host (Using Edit VM properties).");
    }
  }
}
