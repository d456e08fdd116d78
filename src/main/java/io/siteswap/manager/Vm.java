package io.siteswap.manager;

import java.util.Optional;
import java.util.Set;

/**
 * A virtual machine as one inventory shows it.
 *
 * @param status as the REST API spells it, e.g. {@code migrating}
 * @param host the host it runs on, as far as the Manager knows one
 * @param memory in bytes
 * @param placement {@code migratable}, {@code user_migratable} or {@code pinned}
 * @param pending whether some of its configuration waits for its next start
 * @param tags by name
 */
public record Vm(
    VmRef ref,
    String status,
    Optional<HostRef> host,
    long memory,
    Protection protection,
    String placement,
    boolean pending,
    Set<String> tags) {
  public Vm {
    tags = Set.copyOf(tags);
  }

  /** The states from which the Manager migrates a VM; any other refuses its whole host (T-2). */
  private static final Set<String> MOVABLE =
      Set.of("up", "powering_up", "paused", "reboot_in_progress", "migrating");

  public String name() {
    return ref.name();
  }

  public int priority() {
    return protection.priority();
  }

  public boolean is(String wanted) {
    return status.equals(wanted);
  }

  public boolean isUp() {
    return is("up");
  }

  public boolean runs() {
    return host.isPresent() && !is("down");
  }

  public boolean runsOn(HostRef wanted) {
    return runs() && host.get().equals(wanted);
  }

  public boolean isPinned() {
    return placement.equals("pinned");
  }

  public boolean canBeMigratedNow() {
    return MOVABLE.contains(status);
  }
}
