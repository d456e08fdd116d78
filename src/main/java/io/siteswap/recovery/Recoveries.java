package io.siteswap.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What recoveries know besides their changes. */
@Repository
public class Recoveries {
  private final JdbcClient database;
  private final ObjectMapper json;
  private final InstantSource clock;

  Recoveries(JdbcClient database, ObjectMapper json, InstantSource clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  /**
   * One recovery.
   *
   * @param lostAt since when the site was silent, or when the run began if the lookout had not
   *     noticed
   * @param askedAt when people were first asked whether the site is down
   * @param attestedAt when enough people had said so
   * @param emergency whether it began without a change record
   * @param changeRecord the record that was filed afterwards
   * @param rule who must attest; empty where the table was not asked yet
   * @param escalatedAt when the other group was called
   */
  public record Recovery(
      Instant lostAt,
      Optional<Instant> askedAt,
      Optional<Instant> attestedAt,
      List<ProbeReport> reports,
      boolean emergency,
      Optional<String> changeRecord,
      Optional<AttestationRule> rule,
      Optional<Instant> escalatedAt) {}

  @Transactional
  public void begun(String runId, Instant lostAt, boolean emergency) {
    database
        .sql("insert into recovery (run_id, lost_at, emergency) values (?, ?, ?)")
        .params(runId, sql(lostAt), emergency)
        .update();
  }

  /** People are asked with this in front of them. */
  @Transactional
  public void testified(String runId, List<ProbeReport> reports) {
    database
        .sql(
            "update recovery set testimonies = ?, asked_at = coalesce(asked_at, ?)"
                + " where run_id = ?")
        .params(write(reports), sql(clock.instant()), runId)
        .update();
  }

  /** The table has said who must attest. */
  @Transactional
  public void ruled(String runId, AttestationRule rule) {
    database
        .sql("update recovery set attestation_rule = ? where run_id = ?")
        .params(write(rule), runId)
        .update();
  }

  @Transactional
  public void escalated(String runId) {
    database
        .sql("update recovery set escalated_at = ? where run_id = ?")
        .params(sql(clock.instant()), runId)
        .update();
  }

  @Transactional
  public void attested(String runId) {
    database
        .sql("update recovery set attested_at = ? where run_id = ?")
        .params(sql(clock.instant()), runId)
        .update();
  }

  @Transactional
  public void recorded(String runId, String changeRecord) {
    database
        .sql("update recovery set change_record = ? where run_id = ?")
        .params(changeRecord, runId)
        .update();
  }

  /** Empty for any other run. */
  public Optional<Recovery> of(String runId) {
    return database
        .sql("select * from recovery where run_id = ?")
        .param(runId)
        .query(this::recovery)
        .optional();
  }

  public Recovery get(String runId) {
    return of(runId)
        .orElseThrow(() -> new IllegalArgumentException("'" + runId + "' is no recovery"));
  }

  private Recovery recovery(ResultSet row, int number) throws SQLException {
    String reports = row.getString("testimonies");
    return new Recovery(
        time(row, "lost_at").orElseThrow(),
        time(row, "asked_at"),
        time(row, "attested_at"),
        reports == null ? List.of() : reports(reports),
        row.getBoolean("emergency"),
        Optional.ofNullable(row.getString("change_record")),
        Optional.ofNullable(row.getString("attestation_rule")).map(this::rule),
        time(row, "escalated_at"));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime sql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  private AttestationRule rule(String text) {
    try {
      return json.readValue(text, AttestationRule.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is no rule of who must attest: " + text, e);
    }
  }

  private List<ProbeReport> reports(String text) {
    try {
      return json.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is no list of testimonies: " + text, e);
    }
  }
}
