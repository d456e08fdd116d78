package io.siteswap.node;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The same database through a few connections of its own: a lease must not run out because a burst
 * of requests has taken all the others.
 */
class NodeDatabase implements AutoCloseable {
  /** Names the sessions of this process among all of the database, so that others can end them. */
  static final String PROCESS = "siteswap-" + UUID.randomUUID();

  private static final int CONNECTIONS = 4;
  private static final Duration ANSWER = Duration.ofSeconds(3);

  private final HikariDataSource connections;
  private final JdbcClient client;
  private final TransactionTemplate transaction;
  private final String process;

  NodeDatabase(DataSource database) throws SQLException {
    this(database.unwrap(HikariDataSource.class), PROCESS);
  }

  NodeDatabase(HikariDataSource database, String process) {
    HikariConfig own = new HikariConfig();
    database.copyStateTo(own);
    own.setUsername(database.getUsername());
    own.setPassword(database.getPassword());
    own.setPoolName("node");
    own.setMaximumPoolSize(CONNECTIONS);
    own.setMinimumIdle(1);
    own.setConnectionTimeout(ANSWER.toMillis());
    connections = new HikariDataSource(own);
    client = JdbcClient.create(connections);
    transaction = new TransactionTemplate(new DataSourceTransactionManager(connections));
    this.process = process;
  }

  /** Lets the sessions of this process carry its name; only PostgreSQL knows such a thing. */
  static void name(HikariDataSource database, String process) {
    if (isPostgres(database.getJdbcUrl())) {
      database.addDataSourceProperty("ApplicationName", process);
    }
  }

  private static boolean isPostgres(String url) {
    return String.valueOf(url).toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:");
  }

  /** Whether other processes may be on it; H2 lets only one in. */
  boolean isShared() {
    return isPostgres(connections.getJdbcUrl());
  }

  String process() {
    return process;
  }

  JdbcClient client() {
    return client;
  }

  Connection connection() throws SQLException {
    return connections.getConnection();
  }

  void inOneTransaction(Runnable work) {
    transaction.executeWithoutResult(status -> work.run());
  }

  @Override
  public void close() {
    connections.close();
  }
}
