package io.siteswap.twin.world;

import java.time.Instant;
import java.util.Comparator;

/** Something that falls due: what, for whom, when; equal moments keep the order of their making. */
public record Task(Instant at, long number, Kind kind, String subject) implements Comparable<Task> {
  private static final Comparator<Task> ORDER =
      Comparator.comparing(Task::at).thenComparingLong(Task::number);

  public enum Kind {
    HOST_STATUS,
    HOST_SILENT,
    HOST_FENCED,
    STORAGE_CHECK,
    HOST_MONITORING,
    MANAGER_START,
    HOST_CHECK,
    HOST_RERUN,
    VM_STATUS,
    VM_RESTART,
    HA_QUEUE,
    MIGRATION_END,
    DRAINS_START,
    SPM_POLL,
    SPM_CONTEND,
    SPM_START,
    SPM_RESET,
    FENCING_ALLOWED,
    ENFORCE_AFFINITY
  }

  @Override
  public int compareTo(Task other) {
    return ORDER.compare(this, other);
  }
}
