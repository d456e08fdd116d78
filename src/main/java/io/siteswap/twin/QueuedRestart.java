package io.siteswap.twin;

import java.time.Instant;

/** A highly available VM the Manager is about to start again by itself. */
final class QueuedRestart {
  String vm = "";

  /** Not before this moment. */
  Instant due = Instant.EPOCH;

  int tries;

  /** How long it has waited for those of higher priority. */
  int blockedSeconds;

  /** On its way up: those of lower priority wait until it is. */
  boolean started;

  static QueuedRestart of(TwinVm vm, Instant due) {
    QueuedRestart queued = new QueuedRestart();
    queued.vm = vm.id;
    queued.due = due;
    return queued;
  }
}
