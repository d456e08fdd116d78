package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.PowerAnswer;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.util.Optional;
import java.util.Set;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.engine.sdk4.types.FenceType;
import org.ovirt.engine.sdk4.types.HostStatus;

/** The confirmation that a host has been rebooted; power management only answers, it never acts. */
public final class Fencing {
  private static final Set<HostStatus> CONFIRMABLE =
      Set.of(
          HostStatus.DOWN,
          HostStatus.INSTALL_FAILED,
          HostStatus.MAINTENANCE,
          HostStatus.NON_OPERATIONAL,
          HostStatus.NON_RESPONSIVE,
          HostStatus.REBOOT,
          HostStatus.INSTALLING,
          HostStatus.CONNECTING,
          HostStatus.KDUMPING);
  private static final Set<HostStatus> CLEARABLE =
      Set.of(HostStatus.NON_RESPONSIVE, HostStatus.REBOOT, HostStatus.KDUMPING);
  private static final Set<DataCenterStatus> WITHOUT_SPM =
      Set.of(
          DataCenterStatus.NOT_OPERATIONAL,
          DataCenterStatus.PROBLEMATIC,
          DataCenterStatus.MAINTENANCE);
  private static final String CONFIRM = "Cannot confirm 'Host has been rebooted' Host. ";

  private static final String NOT_IN_MAINTENANCE =
      "Cannot perform Stop operation, Host has to be in Maintenance mode in order to be stopped.";
  private static final String NOT_DOWN =
      "Cannot perform Start operation, Host has to be in one of the following statuses: Down ,Non"
          + " Responsive or Maintenance.";

  private final Simulation sim;
  private final World world;

  public Fencing(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  public void manual(TwinHost host, Optional<String> correlation) {
    checkConfirmation(host);
    if (world.isSpm(host) || world.dataCentre.lockOwner.filter(host.id::equals).isPresent()) {
      sim.spm.confirmDead(host);
    }
    // Refused in other statuses while VMs are known there, and the call reports success all the
    // same.
    if (CLEARABLE.contains(host.status) || sim.placement.count(host) == 0) {
      sim.restarts.clear(host);
    }
    sim.events.add(Note.of(EventKind.MANUAL_FENCE, host.name).host(host).by(correlation));
  }

  private void checkConfirmation(TwinHost host) {
    if (!CONFIRMABLE.contains(host.status)) {
      throw Refusal.conflict(
          CONFIRM
              + "Valid Host statuses are \"Non operational\", \"Maintenance\" or \"Connecting\".");
    }
    if (world.isSpm(host)) {
      checkSpm();
    }
  }

  private void checkSpm() {
    if (world.hosts.values().stream().noneMatch(TwinHost::isUp)) {
      throw Refusal.conflict(CONFIRM + "There is no active Host in the Data Center.");
    }
    if (!WITHOUT_SPM.contains(world.dataCentre.status)) {
      throw Refusal.conflict(CONFIRM + "Unknown Data Center status.");
    }
  }

  /** Why the power switch of the host cannot be asked, if so. */
  public Optional<String> trouble(TwinHost host) {
    if (!host.power.enabled()) {
      return Optional.of("Invalid fence agents defined for host '" + host.name + "'.");
    }
    if (world.hosts.values().stream().noneMatch(other -> canAsk(other, host))) {
      return Optional.of("Failed to find a proxy host to ask for the power of " + host.name + ".");
    }
    return Optional.of("Unable to connect/login to fencing device")
        .filter(why -> host.powerAnswer() == PowerAnswer.UNREACHABLE);
  }

  private static boolean canAsk(TwinHost proxy, TwinHost asked) {
    return proxy.isUp() && !proxy.isLost() && !proxy.id.equals(asked.id);
  }

  public static Refusal powerRefusal(TwinHost host, FenceType type) {
    String failed = "Cannot " + type.value() + " Host. Fence operation failed.";
    if (host.power.enabled()) {
      return Refusal.conflict(
          host.isUp() && type == FenceType.STOP
              ? NOT_IN_MAINTENANCE
              : host.isUp() && type == FenceType.START ? NOT_DOWN : failed);
    }
    String disabled = "Cannot fence Host, Host fence is disabled.";
    return type == FenceType.STOP
        ? Refusal.conflict(disabled, failed, NOT_IN_MAINTENANCE)
        : Refusal.conflict(disabled, failed);
  }
}
