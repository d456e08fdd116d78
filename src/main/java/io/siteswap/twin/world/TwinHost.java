package io.siteswap.twin.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovirt.engine.sdk4.types.HostStatus;

/** A hypervisor as the Manager sees it. */
public final class TwinHost {
  public static final int DEFAULT_PORT = 54321;
  public static final int SSH_PORT = 22;

  public String id = "";
  public String name = "";
  public String comment = "";
  public String site = "";
  public String address = "";
  public int port = DEFAULT_PORT;
  public int sshPort = SSH_PORT;
  public int cores = 16;
  public long memory;
  public int spmPriority = 5;
  public HostStatus status = HostStatus.UP;

  public PowerManagement power = PowerManagement.off();
  public List<TwinAgent> agents = new ArrayList<>();

  /** It could run the Manager itself. */
  public boolean hostedEngine;

  /** Its software is being installed, or about to be. */
  public boolean installing;

  /** The command that has it installed; what comes of it is told under that name. */
  public Optional<String> installedBy = Optional.empty();

  /** Whether it is to be up once it is installed. */
  public boolean activated = true;

  /** The networks it lacks, by id; all others it has. */
  public Set<String> missingNetworks = new LinkedHashSet<>();

  /** The networks it has in another way than the cluster wants, by id. */
  public Set<String> unsyncedNetworks = new LinkedHashSet<>();

  public Set<String> tags = new LinkedHashSet<>();

  /** Why it is non-operational, or in or on its way to maintenance. */
  public Optional<String> reason = Optional.empty();

  /** When the status changes by itself next; a task for another moment is stale. */
  public Optional<Instant> statusDue = Optional.empty();

  /** When the Manager looks again at a host on its way to maintenance. */
  public Optional<Instant> checkDue = Optional.empty();

  /** When the Manager runs a maintenance that does not get on once more by itself. */
  public Optional<Instant> rerunDue = Optional.empty();

  /** VMs that are to leave, in the order in which they may. */
  public List<Waiting> queue = new ArrayList<>();

  /** Migrations for maintenance start no earlier. */
  public Instant drainFrom = Instant.EPOCH;

  public Optional<String> maintenanceJob = Optional.empty();

  /** Since when the host does not answer because its site is lost. */
  public Optional<Instant> lostAt = Optional.empty();

  /** The site is cut off rather than without power: its VMs run on, unseen. */
  public boolean runsUnseen;

  /** While it is silent: the VMs it last said it had, until somebody has them cleared. */
  public Optional<CountedVms> lastCount = Optional.empty();

  /** The storage domains it does not see, by id. */
  public Set<String> blindTo = new LinkedHashSet<>();

  /** The Manager has had it rebooted by its power management, and waits for it. */
  public boolean fenced;

  /** Its hypervisor refuses to send VMs away. */
  public boolean refusesMigrations;

  /** When its power failed: it renewed its leases for the last time. */
  public Optional<Instant> darkSince = Optional.empty();

  /** It has power again, and none of the VMs it had. */
  public boolean rebooted;

  /** When the Manager tries next to start its leased VMs elsewhere. */
  public Optional<Instant> restartsDue = Optional.empty();

  /** What its power switch says, where a drill has set it. */
  public Optional<PowerAnswer> powerAnswer = Optional.empty();

  public boolean isUp() {
    return status == HostStatus.UP;
  }

  public boolean isPreparing() {
    return status == HostStatus.PREPARING_FOR_MAINTENANCE;
  }

  public boolean isLost() {
    return lostAt.isPresent();
  }

  /** Whether storage still refuses others what this host has locked. */
  public boolean keepsLeases(Instant now, Duration lease) {
    Instant last = darkSince.or(() -> lostAt).orElse(now);
    return isLost() && (runsUnseen || now.isBefore(last.plus(lease)));
  }

  /** A switch shares the fate of its site unless a drill says otherwise. */
  public PowerAnswer powerAnswer() {
    return powerAnswer.orElse(isLost() ? PowerAnswer.UNREACHABLE : PowerAnswer.ON);
  }

  public boolean awaits(String vm) {
    return queue.stream().anyMatch(waiting -> waiting.vm().equals(vm));
  }
}
