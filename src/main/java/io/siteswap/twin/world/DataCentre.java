package io.siteswap.twin.world;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.ovirt.engine.sdk4.types.DataCenterStatus;

/** The data centre: its status and who manages its storage. */
public final class DataCentre {
  public String id = "";
  public String name = "";
  public DataCenterStatus status = DataCenterStatus.UP;

  /** Holds the role, or is about to take it while the status is contend. */
  public Optional<String> spm = Optional.empty();

  /** Asked for by forceselectspm: goes first in the next election, once. */
  public Optional<String> preferred = Optional.empty();

  /** Whether the Manager has the SPM in memory; one that has just started asks storage first. */
  public boolean spmKnown = true;

  /** A dead host that still has the storage lock of the role. */
  public Optional<String> lockOwner = Optional.empty();

  /** Confirmed as rebooted, so that its lock counts no more; forgotten with the Manager. */
  public Optional<String> rebooted = Optional.empty();

  /** How many candidates are still to fail, and those who did in this round. */
  public int electionsToFail;

  public Set<String> tried = new LinkedHashSet<>();

  public Optional<Instant> resetDue = Optional.empty();

  public Optional<Instant> pollDue = Optional.empty();

  public boolean isUp() {
    return status == DataCenterStatus.UP;
  }
}
