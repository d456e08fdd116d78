package io.siteswap.twin;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.ovirt.engine.sdk4.types.DataCenterStatus;

/** The data centre: its status and who manages its storage. */
final class DataCentre {
  String id = "";
  String name = "";
  DataCenterStatus status = DataCenterStatus.UP;

  /** Holds the role, or is about to take it while the status is contend. */
  Optional<String> spm = Optional.empty();

  /** Asked for by forceselectspm: goes first in the next election, once. */
  Optional<String> preferred = Optional.empty();

  /** Whether the Manager has the SPM in memory; one that has just started asks storage first. */
  boolean spmKnown = true;

  /** A dead host that still has the storage lock of the role. */
  Optional<String> lockOwner = Optional.empty();

  /** Confirmed as rebooted, so that its lock counts no more; forgotten with the Manager. */
  Optional<String> rebooted = Optional.empty();

  /** How many candidates are still to fail, and those who did in this round. */
  int electionsToFail;

  Set<String> tried = new LinkedHashSet<>();

  Optional<Instant> resetDue = Optional.empty();

  Optional<Instant> pollDue = Optional.empty();

  boolean isUp() {
    return status == DataCenterStatus.UP;
  }
}
