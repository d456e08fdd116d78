package io.siteswap.ticket.gate;

import io.siteswap.ticket.Ticket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the desk last said of the ticket of each run. */
@Repository
public class Gates {
  private final JdbcClient database;
  private final InstantSource clock;

  Gates(JdbcClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What was seen last.
   *
   * @param passedAt when the run passed for the first time
   * @param accepted what people go on with, although the ticket says otherwise
   */
  public record Seen(
      Verdict.Kind kind,
      String reasons,
      Instant askedAt,
      Optional<Instant> passedAt,
      Optional<Instant> windowEnd,
      Optional<Ticket.Type> type,
      Optional<String> accepted) {
    public boolean isEmergency() {
      return type.filter(Ticket.Type.EMERGENCY::equals).isPresent();
    }
  }

  public Optional<Seen> find(String runId) {
    return database
        .sql("select * from gate where run_id = ?")
        .param(runId)
        .query((row, number) -> seen(row))
        .optional();
  }

  /** Whether it says something else than before. */
  @Transactional
  public boolean keep(String runId, Verdict verdict) {
    Optional<Seen> before = find(runId);
    if (before.isEmpty()) {
      database
          .sql("insert into gate (run_id, verdict, reasons, asked_at) values (?, ?, ?, ?)")
          .params(runId, word(verdict.kind()), verdict.words(), now())
          .update();
    }
    boolean passed =
        verdict.kind() == Verdict.Kind.PASSED || verdict.kind() == Verdict.Kind.UNCHECKED;
    database
        .sql(
            "update gate set verdict = ?, reasons = ?, asked_at = ?,"
                + " passed_at = coalesce(passed_at, ?), window_end = coalesce(?, window_end),"
                + " kind = coalesce(?, kind) where run_id = ?")
        .params(
            word(verdict.kind()),
            verdict.words(),
            now(),
            passed ? now() : null,
            verdict.windowEnd().map(Gates::sql).orElse(null),
            verdict.type().map(Gates::word).orElse(null),
            runId)
        .update();
    return before
        .filter(seen -> seen.kind() == verdict.kind() && seen.reasons().equals(verdict.words()))
        .isEmpty();
  }

  /** People go on, whatever the ticket or its desk says; empty: that no longer counts. */
  @Transactional
  public void accept(String runId, Optional<String> what) {
    database
        .sql("update gate set accepted = ? where run_id = ?")
        .params(what.orElse(null), runId)
        .update();
  }

  /** They go on without the desk. */
  @Transactional
  public void passedWithoutDesk(String runId) {
    database
        .sql("update gate set passed_at = coalesce(passed_at, ?) where run_id = ?")
        .params(now(), runId)
        .update();
  }

  private OffsetDateTime now() {
    return sql(clock.instant());
  }

  private static OffsetDateTime sql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Seen seen(ResultSet row) throws SQLException {
    return new Seen(
        Verdict.Kind.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
        row.getString("reasons"),
        instant(row, "asked_at").orElseThrow(),
        instant(row, "passed_at"),
        instant(row, "window_end"),
        Optional.ofNullable(row.getString("kind"))
            .map(kind -> Ticket.Type.valueOf(kind.toUpperCase(Locale.ROOT))),
        Optional.ofNullable(row.getString("accepted")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
