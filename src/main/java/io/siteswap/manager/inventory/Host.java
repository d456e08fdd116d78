package io.siteswap.manager.inventory;

import java.util.Optional;

/**
 * A host as one inventory shows it.
 *
 * @param detail the reason of a maintenance, or of being non operational; else empty
 */
public record Host(
    HostRef ref,
    String clusterId,
    HostStatus status,
    String detail,
    Spm spm,
    int spmPriority,
    Load load,
    Access access) {

  /**
   * What it carries.
   *
   * @param memory all that it has, in bytes
   * @param schedulable what the scheduler would still place there, in bytes
   * @param vms those that the Manager counts there: those of a dead host also when their leases
   *     have restarted them elsewhere, until it is confirmed or comes back
   */
  public record Load(long memory, long schedulable, int vms) {}

  /**
   * How it is reached.
   *
   * @param port of its management service; an edit that leaves it out would reset it (T-6)
   * @param sshFingerprint of its host key as the Manager knows it, as in {@code SHA256:…}
   */
  public record Access(
      String address, int port, boolean powerManaged, Optional<String> sshFingerprint) {}

  /** The SPM role of a host. */
  public enum Spm {
    NONE,
    CONTENDING,
    SPM
  }

  public String name() {
    return ref.name();
  }

  public boolean is(HostStatus wanted) {
    return status == wanted;
  }

  /** Whether the Manager hears nothing of it now, or not yet: it may be dead. */
  public boolean isSilent() {
    return status.isSilent();
  }

  public boolean isUp() {
    return is(HostStatus.UP);
  }

  public boolean isSpm() {
    return spm == Spm.SPM;
  }
}
