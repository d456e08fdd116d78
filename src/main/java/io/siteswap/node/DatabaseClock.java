package io.siteswap.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;

/**
 * The database's time, so that all who share it have the same. Between two measurements it goes on
 * with the time since the machine was started: the clock of the machine may be wrong, or be set.
 */
class DatabaseClock implements InstantSource {
  private record Measured(Instant time, long atNanos) {}

  private final NodeDatabase database;
  private final LongSupplier nanos;
  private volatile Measured measured;

  DatabaseClock(NodeDatabase database, LongSupplier nanos) {
    this.database = database;
    this.nanos = nanos;
    this.measured = ask().measured();
  }

  @Override
  public Instant instant() {
    return at(measured, nanos.getAsLong());
  }

  private static Instant at(Measured measured, long nanos) {
    return measured.time().plusNanos(nanos - measured.atNanos());
  }

  private record Answer(Measured measured, Duration roundTrip) {}

  /** Set only when it is wrong by more than the answer can be: time that jitters serves nobody. */
  void measure() {
    Answer answer = ask();
    Duration error =
        Duration.between(at(measured, answer.measured().atNanos()), answer.measured().time()).abs();
    if (error.compareTo(answer.roundTrip()) > 0) {
      measured = answer.measured();
    }
  }

  private Answer ask() {
    long before = nanos.getAsLong();
    Instant time =
        database
            .client()
            .sql("select clock_timestamp()")
            .query(OffsetDateTime.class)
            .single()
            .toInstant();
    long roundTrip = nanos.getAsLong() - before;
    return new Answer(new Measured(time, before + roundTrip / 2), Duration.ofNanos(roundTrip));
  }
}
