package io.siteswap.manager.inventory;

import java.util.Optional;
import java.util.Set;

/**
 * A virtual machine as one inventory shows it.
 *
 * @param host the host it runs on, as far as the Manager knows one
 * @param memory in bytes
 * @param listedHosts the ids of the hosts that its placement names: the only ones where it is
 *     pinned, else those it prefers
 * @param pending whether some of its configuration waits for its next start
 * @param tags by name
 */
public record Vm(
    VmRef ref,
    VmStatus status,
    Optional<HostRef> host,
    long memory,
    Protection protection,
    VmPlacement placement,
    Set<String> listedHosts,
    boolean pending,
    Set<String> tags) {
  public Vm {
    listedHosts = Set.copyOf(listedHosts);
    tags = Set.copyOf(tags);
  }

  /** One whose placement names no hosts. */
  public Vm(
      VmRef ref,
      VmStatus status,
      Optional<HostRef> host,
      long memory,
      Protection protection,
      VmPlacement placement,
      boolean pending,
      Set<String> tags) {
    this(ref, status, host, memory, protection, placement, Set.of(), pending, tags);
  }

  public String name() {
    return ref.name();
  }

  public int priority() {
    return protection.priority();
  }

  public boolean is(VmStatus wanted) {
    return status == wanted;
  }

  public boolean isUp() {
    return is(VmStatus.UP);
  }

  public boolean runs() {
    return host.isPresent() && !is(VmStatus.DOWN);
  }

  public boolean runsOn(HostRef wanted) {
    return runs() && host.get().equals(wanted);
  }

  public boolean isPinned() {
    return placement == VmPlacement.PINNED;
  }

  /** Pinned to no host in particular, the scheduler takes any for a VM that is down. */
  public boolean mayStartOn(HostRef wanted) {
    return !isPinned() || listedHosts.isEmpty() || listedHosts.contains(wanted.id());
  }

  public boolean canBeMigratedNow() {
    return status.isMovable();
  }
}
