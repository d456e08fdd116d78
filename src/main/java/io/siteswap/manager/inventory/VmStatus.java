package io.siteswap.manager.inventory;

import java.util.EnumSet;
import java.util.Set;

/** The status of a VM, and what follows from it. */
public enum VmStatus {
  DOWN,
  IMAGE_LOCKED,
  MIGRATING,
  NOT_RESPONDING,
  PAUSED,
  POWERING_DOWN,
  POWERING_UP,
  REBOOT_IN_PROGRESS,
  RESTORING_STATE,
  SAVING_STATE,
  SUSPENDED,
  UNASSIGNED,
  /** The Manager does not know what became of it: it may still run. */
  UNKNOWN,
  UP,
  WAIT_FOR_LAUNCH,
  /** One that a newer Manager has; nothing is concluded from it. */
  UNRECOGNISED;

  private static final Set<VmStatus> MOVABLE =
      EnumSet.of(UP, POWERING_UP, PAUSED, REBOOT_IN_PROGRESS, MIGRATING);

  /** From how the REST API spells it. */
  public static VmStatus of(String word) {
    return Spelling.read(VmStatus.class, word, UNRECOGNISED);
  }

  /** Whether the Manager migrates it; else it refuses the maintenance of its host (T-2). */
  public boolean isMovable() {
    return MOVABLE.contains(this);
  }

  /** Whether it has neither memory nor a host. */
  public boolean isOff() {
    return this == DOWN || this == SUSPENDED;
  }

  /** Whether its place says something; a paused VM migrates like any other, and stays paused. */
  public boolean isSettled() {
    return this == UP || this == PAUSED;
  }

  /** As the REST API spells it. */
  public String word() {
    return Spelling.of(this);
  }

  /** For people. */
  @Override
  public String toString() {
    return Spelling.inWords(this);
  }
}
