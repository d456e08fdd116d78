package io.siteswap.twin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovirt.engine.sdk4.types.VmAffinity;
import org.ovirt.engine.sdk4.types.VmStatus;
import org.ovirt.engine.sdk4.types.VmStorageErrorResumeBehaviour;

/** A virtual machine as the Manager sees it. */
final class TwinVm {
  String id = "";
  String name = "";
  String comment = "";
  String description = "";
  long memory;
  boolean ha;
  int haPriority;

  /** The storage domain that keeps the lease. */
  Optional<String> lease = Optional.empty();

  /** What is done when storage fails, and what is to be done once the VM has been down. */
  VmStorageErrorResumeBehaviour resume = VmStorageErrorResumeBehaviour.AUTO_RESUME;

  Optional<VmStorageErrorResumeBehaviour> nextResume = Optional.empty();

  /** A lease added while it runs never reaches it. */
  boolean leaseHotPlugFails;

  /** It runs without the lease it is configured to have. */
  boolean withoutItsLease;

  /** The lost host that took the lease; it keeps it for a while. */
  Optional<String> leaseHolder = Optional.empty();

  Set<String> tags = new LinkedHashSet<>();

  VmAffinity affinity = VmAffinity.MIGRATABLE;

  /** Preferred hosts, or with pinned the only ones. */
  List<String> placement = new ArrayList<>();

  VmStatus status = VmStatus.UP;

  /** Where it runs or is being started; changed only by Placement. */
  Optional<String> host = Optional.empty();

  Optional<Instant> statusDue = Optional.empty();

  /** Went down because its host died, not because somebody stopped it. */
  boolean failed;

  /** Its migrations never converge. */
  boolean stuck;

  /** A cut-off host on which it still runs although it was started elsewhere. */
  Optional<String> alsoRunsOn = Optional.empty();

  Instant created = Instant.EPOCH;
  Optional<Instant> started = Optional.empty();

  boolean isDown() {
    return status == VmStatus.DOWN;
  }

  boolean canMigrateNow() {
    return switch (status) {
      case UP, POWERING_UP, PAUSED, REBOOT_IN_PROGRESS -> true;
      default -> false;
    };
  }
}
