package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.World;
import io.siteswap.twin.world.WorldFile;
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
public final class WorldKeeper implements AutoCloseable {
  private static final int LARGE = 500;
  private static final Duration LATER = Duration.ofMillis(500);

  private final InstantSource clock;
  private final Optional<WorldFile> file;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(WorldKeeper::thread);
  private Optional<Future<?>> writing = Optional.empty();
  private Simulation sim;

  public WorldKeeper(World world, InstantSource clock, Optional<WorldFile> file) {
    this.clock = clock;
    this.file = file;
    this.sim = new Simulation(world);
    file.ifPresent(keeper -> keeper.save(world));
  }

  public synchronized <T> T read(Function<Simulation, T> question) {
    catchUp();
    return question.apply(sim);
  }

  public synchronized <T> T change(Function<Simulation, T> act) {
    catchUp();
    Instant drains = sim.world.drainsFrom;
    try {
      return act.apply(sim);
    } finally {
      sim.settle();
      save();
      // The lull counts from the answer, and writing the world down took a while.
      if (sim.world.drainsFrom.isAfter(drains)) {
        sim.maintenance.holdDrains(sim.world.anchor.at(clock.instant()));
      }
    }
  }

  public synchronized void replace(World world) {
    world.instance = sim.world.instance;
    sim = new Simulation(world);
    write();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "twin-writer");
    thread.setDaemon(true);
    return thread;
  }

  private void save() {
    if (sim.world.vms.size() <= LARGE) {
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
    file.ifPresent(keeper -> keeper.save(sim.world));
  }

  @Override
  public synchronized void close() {
    writer.shutdownNow();
    writeIfDue();
  }

  private void catchUp() {
    sim.advance(sim.world.anchor.at(clock.instant()));
  }

  /** The time of the world: what grows old here grows old by it, whatever its speed. */
  public synchronized Instant time() {
    return sim.world.anchor.at(clock.instant());
  }

  public Instant wallClock() {
    return clock.instant();
  }
}
