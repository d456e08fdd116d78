package io.siteswap.node;

import io.siteswap.ground.LastWord;
import io.siteswap.site.BeforeTheDoorOpens;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the lease before the first job is taken, and renews it until the process ends. */
class LeaseKeeper implements BeforeTheDoorOpens, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

  private final Lease lease;
  private final NodeDatabase database;
  private final DatabaseClock clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lease");
            thread.setDaemon(true);
            return thread;
          });

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
      long beat = Lease.BEAT.toMillis();
      var unused = clockwork.scheduleAtFixedRate(this::beat, beat, beat, TimeUnit.MILLISECONDS);
    }
  }

  /** Whatever goes wrong, the next beat comes: a scheduled task that throws would never again. */
  private void beat() {
    try {
      lease.beat();
      clock.set(database);
    } catch (Lease.NameTaken e) {
      LastWord.say(e.getMessage());
    } catch (RuntimeException e) {
      log.warn("the lease could not be renewed; tried again in {}", Lease.BEAT, e);
    }
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
