package io.siteswap.ticket;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What desks have delivered, and what came of it. */
@Repository
class Deliveries {
  /** No desk tells again after so long. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final JdbcClient database;
  private final InstantSource clock;

  Deliveries(JdbcClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  Optional<Reply> answered(String desk, String delivery) {
    return database
        .sql("select status, answer as body from ticket_delivery where desk = ? and delivery = ?")
        .params(desk, delivery)
        .query(Reply.class)
        .optional();
  }

  void answer(String desk, String delivery, Reply reply) {
    database.sql("delete from ticket_delivery where at < ?").param(now().minus(KEPT)).update();
    database
        .sql(
            "insert into ticket_delivery (desk, delivery, status, answer, at)"
                + " values (?, ?, ?, ?, ?)")
        .params(desk, delivery, reply.status(), reply.body(), now())
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** The run that was started for a ticket. */
  Optional<String> runOf(String desk, String number) {
    return database
        .sql("select run_id from ticket_run where desk = ? and number = ?")
        .params(desk, number)
        .query(String.class)
        .optional();
  }

  /**
   * Whoever comes second waits here until the transaction of the first is over, and then gets a
   * duplicate key.
   */
  void claim(String desk, String number) {
    database
        .sql("insert into ticket_run (desk, number) values (?, ?)")
        .params(desk, number)
        .update();
  }

  void started(String desk, String number, String runId) {
    database
        .sql("update ticket_run set run_id = ? where desk = ? and number = ?")
        .params(runId, desk, number)
        .update();
  }

  void release(String desk, String number) {
    database
        .sql("delete from ticket_run where desk = ? and number = ?")
        .params(desk, number)
        .update();
  }
}
