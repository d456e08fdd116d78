package io.siteswap.twin.world;

import java.time.Instant;

/** A highly available VM the Manager is about to start again by itself. */
public final class QueuedRestart {
  public String vm = "";

  /** Not before this moment. */
  public Instant due = Instant.EPOCH;

  public int tries;

  /** How long it has waited for those of higher priority. */
  public int blockedSeconds;

  /** On its way up: those of lower priority wait until it is. */
  public boolean started;

  public static QueuedRestart of(TwinVm vm, Instant due) {
    QueuedRestart queued = new QueuedRestart();
    queued.vm = vm.id;
    queued.due = due;
    return queued;
  }
}
