package io.siteswap.node;

import io.siteswap.site.BeforeTheDoorOpens;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;

/**
 * Lets those who share a database start one after the other: tables, models, people and permissions
 * are made by the first, and found by the next. The turn belongs to a session of the database, so
 * that it ends with the process that has it.
 */
class StartInTurn implements FlywayMigrationStrategy, BeforeTheDoorOpens, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StartInTurn.class);

  /** Any number that nobody else takes: the letters of the product. */
  private static final long TURN = 0x5349544553574150L;

  private final NodeDatabase database;
  private final DatabaseClock clock;
  private Connection turn;

  StartInTurn(NodeDatabase database, DatabaseClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The first of all that is done with the database. */
  @Override
  public void migrate(Flyway tables) {
    clock.set(database);
    take();
    tables.migrate();
  }

  void take() {
    if (!database.isShared()) {
      return;
    }
    try {
      turn = database.connection();
      turn.setAutoCommit(true);
      try (Statement statement = turn.createStatement()) {
        take(statement);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("could not take its turn to start", e);
    }
  }

  private static void take(Statement statement) throws SQLException {
    // A machine that vanishes says no good-bye, and must not keep its turn for hours.
    statement.execute("set tcp_keepalives_idle = 5");
    statement.execute("set tcp_keepalives_interval = 2");
    statement.execute("set tcp_keepalives_count = 3");
    try (var tried = statement.executeQuery("select pg_try_advisory_lock(" + TURN + ")")) {
      tried.next();
      if (tried.getBoolean(1)) {
        return;
      }
    }
    log.info("Another Siteswap is just starting on this database; this one waits for its turn");
    statement.execute("select pg_advisory_lock(" + TURN + ")");
  }

  /** After everything else that is made at the start. */
  @Override
  public int getPhase() {
    return 4;
  }

  @Override
  public void prepare() {
    close();
  }

  @Override
  public void close() {
    if (turn == null) {
      return;
    }
    try (Connection ending = turn;
        Statement statement = ending.createStatement()) {
      turn = null;
      statement.execute("select pg_advisory_unlock(" + TURN + ")");
      statement.execute("reset tcp_keepalives_idle");
      statement.execute("reset tcp_keepalives_interval");
      statement.execute("reset tcp_keepalives_count");
    } catch (SQLException e) {
      throw new IllegalStateException("could not give its turn to start to the next", e);
    }
  }
}
