package io.siteswap.node;

import io.siteswap.ground.Clockwork;
import io.siteswap.ground.LastWord;
import io.siteswap.site.BeforeTheDoorOpens;

/** Takes the lease before the first job is taken, and renews it until the process ends. */
class LeaseKeeper implements BeforeTheDoorOpens, AutoCloseable {
  private final Lease lease;
  private final NodeDatabase database;
  private final DatabaseClock clock;
  private final Clockwork clockwork = new Clockwork("lease");

  LeaseKeeper(Lease lease, NodeDatabase database, DatabaseClock clock) {
    this.lease = lease;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public void prepare() {
    lease.begin();
    if (database.isShared()) {
      clockwork.every(Lease.BEAT, this::beat);
    }
  }

  private void beat() {
    try {
      lease.beat();
      clock.set(database);
    } catch (Lease.NameTaken e) {
      LastWord.say(e.getMessage());
    }
  }

  @Override
  public void close() {
    clockwork.close();
  }
}
