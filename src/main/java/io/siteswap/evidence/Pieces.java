package io.siteswap.evidence;

import io.siteswap.ledger.Instants;
import io.siteswap.ledger.Packed;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the evidence of a run has that nothing else keeps. */
@Repository
class Pieces {
  /** What a pack has of what was seen and said elsewhere. */
  enum Name {
    BEFORE("inventory-before"),
    AFTER("inventory-after"),
    CONDITIONS("conditions"),
    TICKET("ticket"),
    EVENTS("manager-events"),
    MANAGER("manager");

    private final String word;

    Name(String word) {
      this.word = word;
    }
  }

  /** One of them, in JSON. */
  record Piece(Instant at, String json) {}

  private final JdbcClient database;
  private final InstantSource clock;

  Pieces(JdbcClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** In place of an earlier one; the same again is not written. */
  @Transactional
  void keep(String runId, Name name, String json) {
    String body = Packed.pack(json);
    Optional<String> kept = body(runId, name);
    if (kept.isEmpty()) {
      database
          .sql("insert into evidence_piece (run_id, name, at, body) values (?, ?, ?, ?)")
          .params(runId, name.word, now(), body)
          .update();
    } else if (!kept.get().equals(body)) {
      database
          .sql("update evidence_piece set at = ?, body = ? where run_id = ? and name = ?")
          .params(now(), body, runId, name.word)
          .update();
    }
  }

  private Optional<String> body(String runId, Name name) {
    return database
        .sql("select body from evidence_piece where run_id = ? and name = ?")
        .params(runId, name.word)
        .query(String.class)
        .optional();
  }

  Optional<Piece> find(String runId, Name name) {
    return database
        .sql("select at, body from evidence_piece where run_id = ? and name = ?")
        .params(runId, name.word)
        .query(
            (row, number) ->
                new Piece(
                    Instants.of(row, "at").orElseThrow(), Packed.unpack(row.getString("body"))))
        .optional();
  }

  private OffsetDateTime now() {
    return Instants.toSql(clock.instant());
  }
}
