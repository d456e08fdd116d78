package io.siteswap.twin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One at a time: lets the world catch up, acts on it, and writes it down before anybody answers. A
 * large world is written half a second later instead, and when it closes: only a process that is
 * killed loses that much.
 */
final class WorldKeeper implements AutoCloseable {
  private static final int LARGE = 500;
  private static final Duration LATER = Duration.ofMillis(500);

  private final InstantSource clock;
  private final Optional<WorldFile> file;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(WorldKeeper::thread);
  private Optional<Future<?>> writing = Optional.empty();
  private Realm realm;

  /** The world of the moment and the ways into it. */
  record Realm(Simulation sim, Router router) {
    static Realm of(World world) {
      Simulation sim = new Simulation(world);
      return new Realm(sim, new Router(sim));
    }

    World world() {
      return sim.world;
    }
  }

  WorldKeeper(World world, InstantSource clock, Optional<WorldFile> file) {
    this.clock = clock;
    this.file = file;
    this.realm = Realm.of(world);
    file.ifPresent(keeper -> keeper.save(world));
  }

  synchronized <T> T read(Function<Realm, T> question) {
    catchUp();
    return question.apply(realm);
  }

  synchronized <T> T change(Function<Realm, T> act) {
    catchUp();
    Instant drains = realm.world().drainsFrom;
    try {
      return act.apply(realm);
    } finally {
      realm.sim().settle();
      save();
      // The lull counts from the answer, and writing the world down took a while.
      if (realm.world().drainsFrom.isAfter(drains)) {
        realm.sim().maintenance.holdDrains(realm.world().anchor.at(clock.instant()));
      }
    }
  }

  synchronized void replace(World world) {
    realm = Realm.of(world);
    write();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "twin-writer");
    thread.setDaemon(true);
    return thread;
  }

  private void save() {
    if (realm.world().vms.size() <= LARGE) {
      write();
    } else if (file.isPresent() && writing.isEmpty()) {
      Runnable write = this::writeIfDue;
      writing = Optional.of(writer.schedule(write, LATER.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  private synchronized void writeIfDue() {
    if (writing.isPresent()) {
      write();
    }
  }

  private void write() {
    writing = Optional.empty();
    file.ifPresent(keeper -> keeper.save(realm.world()));
  }

  @Override
  public synchronized void close() {
    writer.shutdownNow();
    writeIfDue();
  }

  private void catchUp() {
    realm.sim().advance(realm.world().anchor.at(clock.instant()));
  }

  Instant wallClock() {
    return clock.instant();
  }
}
