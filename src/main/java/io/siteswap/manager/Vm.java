package io.siteswap.manager;

import java.util.Optional;
import java.util.Set;

/**
 * A virtual machine as one inventory shows it.
 *
 * @param host the host it runs on, as far as the Manager knows one
 * @param memory in bytes
 * @param placement {@code migratable}, {@code user_migratable} or {@code pinned}
 * @param pending whether some of its configuration waits for its next start
 * @param tags by name
 */
public record Vm(
    VmRef ref,
    VmStatus status,
    Optional<HostRef> host,
    long memory,
    Protection protection,
    String placement,
    boolean pending,
    Set<String> tags) {
  public Vm {
    tags = Set.copyOf(tags);
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
    return placement.equals("pinned");
  }

  public boolean canBeMigratedNow() {
    return status.isMovable();
  }
}
