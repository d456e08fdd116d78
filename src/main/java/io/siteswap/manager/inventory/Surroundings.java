package io.siteswap.manager.inventory;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What only an audit wants to know of a Manager. Each part is read by itself, so that one that
 * fails hides none of the others.
 *
 * @param hosts by the id of the host
 * @param weights names of the units by which the cluster's scheduling policy weighs hosts
 * @param events the newest first
 */
public record Surroundings(
    Reading<Version> version,
    Reading<String> health,
    Reading<Map<String, HostDetail>> hosts,
    Reading<Set<String>> weights,
    Reading<List<LogEntry>> events) {

  /** The Manager's version. */
  public record Version(int major, int minor, String full) {
    public boolean isAtLeast(int wantedMajor, int wantedMinor) {
      return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }
  }

  /**
   * A host beyond the inventory.
   *
   * @param externalStatus what somebody's monitoring says; anything but ok keeps it from being
   *     fenced (T-24)
   * @param attachments whether each network is in sync there, by the network's id
   */
  public record HostDetail(
      HostRef ref,
      ExternalStatus externalStatus,
      boolean hostedEngine,
      Map<String, Boolean> attachments) {}

  /** A transfer of a disk image that is under way. */
  public record Transfer(String id, String hostId, String phase) {}
}
