package io.siteswap.twin;

import java.time.Instant;
import java.util.Optional;
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

  Optional<Instant> pollDue = Optional.empty();

  boolean isUp() {
    return status == DataCenterStatus.UP;
  }
}
