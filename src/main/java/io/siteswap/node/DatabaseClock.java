package io.siteswap.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;

/**
 * The time of the database, so that all who share it have the same; until it is reached, and where
 * nobody shares it, that of the machine. Between two measurements it goes on with the time since
 * the machine was started: the machine's clock may be wrong, or be set.
 */
class DatabaseClock implements InstantSource {
  /** A time that was read when so many nanoseconds had passed, and how long that took. */
  private record Measured(Instant time, long atNanos, Duration roundTrip) {
    Instant at(long nanos) {
      return time.plusNanos(nanos - atNanos);
    }
  }

  private final InstantSource machine;
  private final LongSupplier nanos;
  private volatile Measured measured;

  DatabaseClock(InstantSource machine, LongSupplier nanos) {
    this.machine = machine;
    this.nanos = nanos;
  }

  @Override
  public Instant instant() {
    Measured last = measured;
    return last == null ? machine.instant() : last.at(nanos.getAsLong());
  }

  /** Set only when it is wrong by more than the answer can be: time that jitters serves nobody. */
  void set(NodeDatabase database) {
    if (database.isShared()) {
      Measured now = ask(database);
      if (measured == null || isWrong(measured, now)) {
        measured = now;
      }
    }
  }

  private static boolean isWrong(Measured last, Measured now) {
    Duration error = Duration.between(last.at(now.atNanos()), now.time()).abs();
    return error.compareTo(now.roundTrip()) > 0;
  }

  private Measured ask(NodeDatabase database) {
    long before = nanos.getAsLong();
    Instant time =
        database
            .client()
            .sql("select clock_timestamp()")
            .query(OffsetDateTime.class)
            .single()
            .toInstant();
    long took = nanos.getAsLong() - before;
    return new Measured(time, before + took / 2, Duration.ofNanos(took));
  }
}
