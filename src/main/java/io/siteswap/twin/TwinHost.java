package io.siteswap.twin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovirt.engine.sdk4.types.HostStatus;

/** A hypervisor as the Manager sees it. */
final class TwinHost {
  static final int DEFAULT_PORT = 54321;
  static final int SSH_PORT = 22;

  /** How long after its last renewal a lease is dead. */
  static final Duration LEASE = Duration.ofSeconds(140);

  String id = "";
  String name = "";
  String comment = "";
  String site = "";
  String address = "";
  int port = DEFAULT_PORT;
  int sshPort = SSH_PORT;
  int cores = 16;
  long memory;
  int spmPriority = 5;
  HostStatus status = HostStatus.UP;

  PowerManagement power = PowerManagement.off();
  List<TwinAgent> agents = new ArrayList<>();

  /** It could run the Manager itself. */
  boolean hostedEngine;

  /** Its software is being installed, or about to be. */
  boolean installing;

  /** The command that has it installed; what comes of it is told under that name. */
  Optional<String> installedBy = Optional.empty();

  /** Whether it is to be up once it is installed. */
  boolean activated = true;

  /** The networks it lacks, by id; all others it has. */
  Set<String> missingNetworks = new LinkedHashSet<>();

  /** The networks it has in another way than the cluster wants, by id. */
  Set<String> unsyncedNetworks = new LinkedHashSet<>();

  Set<String> tags = new LinkedHashSet<>();

  /** Why it is non-operational, or in or on its way to maintenance. */
  Optional<String> reason = Optional.empty();

  /** When the status changes by itself next; a task for another moment is stale. */
  Optional<Instant> statusDue = Optional.empty();

  /** When the Manager looks again at a host on its way to maintenance. */
  Optional<Instant> checkDue = Optional.empty();

  /** When the Manager runs a maintenance that does not get on once more by itself. */
  Optional<Instant> rerunDue = Optional.empty();

  /** VMs that are to leave, in the order in which they may. */
  List<Waiting> queue = new ArrayList<>();

  /** Migrations for maintenance start no earlier. */
  Instant drainFrom = Instant.EPOCH;

  Optional<String> maintenanceJob = Optional.empty();

  /** Since when the host does not answer because its site is lost. */
  Optional<Instant> lostAt = Optional.empty();

  /** The site is cut off rather than without power: its VMs run on, unseen. */
  boolean runsUnseen;

  /** When its power failed: it renewed its leases for the last time. */
  Optional<Instant> darkSince = Optional.empty();

  /** It has power again, and none of the VMs it had. */
  boolean rebooted;

  /** When the Manager tries next to start its leased VMs elsewhere. */
  Optional<Instant> restartsDue = Optional.empty();

  /** What its power switch says, where a drill has set it. */
  Optional<PowerAnswer> powerAnswer = Optional.empty();

  boolean isUp() {
    return status == HostStatus.UP;
  }

  boolean isPreparing() {
    return status == HostStatus.PREPARING_FOR_MAINTENANCE;
  }

  boolean isLost() {
    return lostAt.isPresent();
  }

  /** Whether storage still refuses others what this host has locked. */
  boolean keepsLeases(Instant now) {
    Instant last = darkSince.or(() -> lostAt).orElse(now);
    return isLost() && (runsUnseen || now.isBefore(last.plus(LEASE)));
  }

  /** A switch shares the fate of its site unless a drill says otherwise. */
  PowerAnswer powerAnswer() {
    return powerAnswer.orElse(isLost() ? PowerAnswer.UNREACHABLE : PowerAnswer.ON);
  }

  boolean awaits(String vm) {
    return queue.stream().anyMatch(waiting -> waiting.vm().equals(vm));
  }
}
