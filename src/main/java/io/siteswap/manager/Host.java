package io.siteswap.manager;

import java.util.Set;

/**
 * A host as one inventory shows it.
 *
 * @param status as the REST API spells it, e.g. {@code preparing_for_maintenance}
 * @param detail the reason of a maintenance, or of being non operational; else empty
 * @param schedulableMemory what the scheduler would still place there, in bytes
 * @param port of its management service; an edit that leaves it out would reset it (T-6)
 */
public record Host(
    HostRef ref,
    String clusterId,
    String status,
    String detail,
    Spm spm,
    int spmPriority,
    long memory,
    long schedulableMemory,
    int activeVms,
    int migratingVms,
    String address,
    int port,
    boolean powerManaged) {

  // One that prepares for maintenance never shows connecting; whoever prepares it decides.
  private static final Set<String> SILENT =
      Set.of(
          "connecting",
          "non_responsive",
          "unassigned",
          "initializing",
          "reboot",
          "kdumping",
          "down");

  /** The SPM role of a host. */
  public enum Spm {
    NONE,
    CONTENDING,
    SPM
  }

  public String name() {
    return ref.name();
  }

  public boolean is(String wanted) {
    return status.equals(wanted);
  }

  /** Whether the Manager hears nothing of it now, or not yet: it may be dead. */
  public boolean isSilent() {
    return SILENT.contains(status);
  }

  public boolean isUp() {
    return is("up");
  }

  public boolean isSpm() {
    return spm == Spm.SPM;
  }
}
