package io.siteswap.manager.inventory;

import java.util.EnumSet;
import java.util.Set;

/** The status of a host, and what follows from it. */
public enum HostStatus {
  CONNECTING,
  DOWN,
  ERROR,
  INITIALIZING,
  INSTALLING,
  INSTALLING_OS,
  INSTALL_FAILED,
  KDUMPING,
  MAINTENANCE,
  NON_OPERATIONAL,
  NON_RESPONSIVE,
  PENDING_APPROVAL,
  PREPARING_FOR_MAINTENANCE,
  REBOOT,
  UNASSIGNED,
  UP,
  /** One that a newer Manager has; nothing is concluded from it. */
  UNRECOGNISED;

  // One that prepares for maintenance never shows connecting; whoever prepares it decides.
  private static final Set<HostStatus> SILENT =
      EnumSet.of(CONNECTING, NON_RESPONSIVE, UNASSIGNED, INITIALIZING, REBOOT, KDUMPING, DOWN);
  private static final Set<HostStatus> HEARD =
      EnumSet.of(UP, NON_OPERATIONAL, ERROR, INITIALIZING, PREPARING_FOR_MAINTENANCE);
  private static final Set<HostStatus> NOT_EXPECTED =
      EnumSet.of(
          MAINTENANCE,
          PREPARING_FOR_MAINTENANCE,
          INSTALLING,
          INSTALLING_OS,
          INSTALL_FAILED,
          PENDING_APPROVAL);
  private static final Set<HostStatus> LEAVABLE =
      EnumSet.of(
          UP,
          NON_OPERATIONAL,
          ERROR,
          NON_RESPONSIVE,
          DOWN,
          INSTALL_FAILED,
          PREPARING_FOR_MAINTENANCE);
  private static final Set<HostStatus> CLEARED = EnumSet.of(NON_RESPONSIVE, REBOOT, KDUMPING);

  /** From how the REST API spells it. */
  public static HostStatus of(String word) {
    return Spelling.read(HostStatus.class, word, UNRECOGNISED);
  }

  /** Whether the Manager hears nothing of it now, or not yet: it may be dead. */
  public boolean isSilent() {
    return SILENT.contains(this);
  }

  /** Whether the Manager speaks with it, or did so a minute ago. */
  public boolean isHeard() {
    return HEARD.contains(this);
  }

  /** Whether the Manager should hear of it at all: not while somebody has taken it out. */
  public boolean isExpected() {
    return !NOT_EXPECTED.contains(this);
  }

  /** Silent because it does not answer; the others are so on their way up as well. */
  public boolean doesNotAnswer() {
    return this == CONNECTING || this == NON_RESPONSIVE;
  }

  /** Whether a confirmation frees its VMs; else the Manager says yes and frees none (T-13). */
  public boolean isClearedByConfirmation() {
    return CLEARED.contains(this);
  }

  /** Whether the Manager accepts a request for maintenance from here; on its way up it does not. */
  public boolean mayEnterMaintenance() {
    return LEAVABLE.contains(this);
  }

  /**
   * Whether a host that is so now serves as well as one that was so: one that was not operational
   * need not come up.
   */
  public boolean isAsGoodAs(HostStatus was) {
    return this == was || (service() > 0 && service() >= was.service());
  }

  /** How well it serves, from 0: not at all, or not by itself. */
  private int service() {
    return switch (this) {
      case UP -> 3;
      case NON_OPERATIONAL -> 2;
      case ERROR, INSTALL_FAILED, NON_RESPONSIVE, DOWN -> 1;
      default -> 0;
    };
  }

  /** Whether the Manager lets it be removed. */
  public boolean isOutOfService() {
    return this == MAINTENANCE || this == INSTALL_FAILED;
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
