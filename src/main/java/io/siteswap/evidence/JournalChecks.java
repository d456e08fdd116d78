package io.siteswap.evidence;

import io.siteswap.ledger.Instants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the last look at the whole journal has found, for all nodes. */
@Repository
class JournalChecks {
  private final JdbcClient database;
  private final InstantSource clock;

  JournalChecks(JdbcClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param at empty as long as nobody has looked
   * @param problem empty when the journal was whole
   */
  record State(Optional<Instant> at, long entries, Optional<String> problem) {}

  State last() {
    return database
        .sql("select at, entries, problem from journal_check where id = 1")
        .query(
            (row, number) ->
                new State(
                    Instants.of(row, "at"),
                    row.getLong("entries"),
                    Optional.ofNullable(row.getString("problem"))))
        .single();
  }

  /** Whether it is this node's turn: of all that ask, one. */
  @Transactional
  boolean claim(Duration pause) {
    OffsetDateTime now = now();
    return database
            .sql("update journal_check set begun_at = ? where id = 1 and begun_at <= ?")
            .params(now, now.minus(pause))
            .update()
        == 1;
  }

  @Transactional
  void found(long entries, Optional<String> problem) {
    OffsetDateTime now = now();
    database
        .sql("update journal_check set begun_at = ?, at = ?, entries = ?, problem = ? where id = 1")
        .params(now, now, entries, problem.orElse(null))
        .update();
  }

  private OffsetDateTime now() {
    return Instants.toSql(clock.instant());
  }
}
