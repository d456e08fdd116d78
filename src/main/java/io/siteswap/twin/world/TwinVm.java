package io.siteswap.twin.world;

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
public final class TwinVm {
  public String id = "";
  public String name = "";
  public String comment = "";
  public String description = "";
  public long memory;
  public boolean ha;
  public int haPriority;

  /** The storage domain that keeps the lease. */
  public Optional<String> lease = Optional.empty();

  /** What is done when storage fails, and what is to be done once the VM has been down. */
  public VmStorageErrorResumeBehaviour resume = VmStorageErrorResumeBehaviour.AUTO_RESUME;

  public Optional<VmStorageErrorResumeBehaviour> nextResume = Optional.empty();

  /** A lease added while it runs never reaches it. */
  public boolean leaseHotPlugFails;

  /** It runs without the lease it is configured to have. */
  public boolean withoutItsLease;

  /** The lost host that took the lease; it keeps it for a while. */
  public Optional<String> leaseHolder = Optional.empty();

  public Set<String> tags = new LinkedHashSet<>();

  public VmAffinity affinity = VmAffinity.MIGRATABLE;

  /** Preferred hosts, or with pinned the only ones. */
  public List<String> placement = new ArrayList<>();

  public VmStatus status = VmStatus.UP;

  /** Where it runs or is being started; changed only by Placement. */
  public Optional<String> host = Optional.empty();

  public Optional<Instant> statusDue = Optional.empty();

  /** Went down because its host died, not because somebody stopped it. */
  public boolean failed;

  /** So many of its migrations fail by themselves; all of them below zero. */
  public int migrationsToFail;

  public String migrationError = "";

  /** Its migrations never converge. */
  public boolean stuck;

  /** A cut-off host on which it still runs although it was started elsewhere. */
  public Optional<String> alsoRunsOn = Optional.empty();

  public Instant created = Instant.EPOCH;
  public Optional<Instant> started = Optional.empty();

  public boolean isDown() {
    return status == VmStatus.DOWN;
  }

  public boolean canMigrateNow() {
    return switch (status) {
      case UP, POWERING_UP, PAUSED, REBOOT_IN_PROGRESS -> true;
      default -> false;
    };
  }
}
