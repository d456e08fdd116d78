package io.siteswap.readiness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.readiness.Audit.Summary;
import io.siteswap.readiness.checks.Audited;
import io.siteswap.readiness.checks.Remembered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What audits have found. */
@Repository
public class Audits {
  private final JdbcClient database;
  private final ObjectMapper json;
  private final List<Audited> runbooks;
  private final ApplicationEventPublisher readers;

  Audits(
      JdbcClient database,
      ObjectMapper json,
      List<Audited> runbooks,
      ApplicationEventPublisher readers) {
    this.database = database;
    this.json = json;
    this.runbooks = Audited.among(runbooks);
    this.readers = readers;
  }

  /** The last of a cluster, with what it remembers for the next. */
  record Kept(long id, Audit audit, Remembered remembered) {}

  public Optional<Audit> latest(String cluster) {
    return kept(cluster).map(Kept::audit);
  }

  /** The last in short, and when it was made; cheap enough to be asked often. */
  public Optional<Summary> summary(String cluster) {
    return database
        .sql("select summary from audit where cluster = ? order by id desc limit 1")
        .param(cluster)
        .query(String.class)
        .optional()
        .map(text -> read(text, new TypeReference<Summary>() {}));
  }

  public Optional<Instant> lastAt(String cluster) {
    return database
        .sql("select confirmed_at from audit where cluster = ? order by id desc limit 1")
        .param(cluster)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  /** The newest first; each is different from the one before. */
  public List<Audit> history(String cluster, int most) {
    return database
        .sql("select * from audit where cluster = ? order by id desc limit ?")
        .params(cluster, most)
        .query(this::row)
        .list()
        .stream()
        .map(Kept::audit)
        .toList();
  }

  Optional<Kept> kept(String cluster) {
    return database
        .sql("select * from audit where cluster = ? order by id desc limit 1")
        .param(cluster)
        .query(this::row)
        .optional();
  }

  /**
   * Lets those who have audited a cluster at the same time, on this node or another, compare with
   * what the one before has kept. What they have seen is a fact, whatever becomes of their step.
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  <T> T inTurn(String cluster, Function<Optional<Kept>, T> work) {
    database
        .sql(
            "select id from audit where id = (select max(id) from audit where cluster = ?)"
                + " for update")
        .param(cluster)
        .query(Long.class)
        .optional();
    return work.apply(kept(cluster));
  }

  @Transactional
  void add(Audit audit, Remembered remembered) {
    database
        .sql(
            "insert into audit (cluster, at, confirmed_at, summary, findings, roundtrips, changes,"
                + " remembered) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            audit.cluster(),
            toSql(audit.at()),
            toSql(audit.confirmedAt()),
            write(audit.summary(runbooks)),
            write(audit.findings()),
            write(audit.roundtrips()),
            write(audit.changes()),
            write(remembered))
        .update();
  }

  /** The same troubles as before, with figures of now. */
  @Transactional
  void confirm(long id, Audit audit, Remembered remembered) {
    database
        .sql(
            "update audit set confirmed_at = ?, summary = ?, findings = ?, roundtrips = ?,"
                + " remembered = ? where id = ?")
        .params(
            toSql(audit.confirmedAt()),
            write(audit.summary(runbooks)),
            write(audit.findings()),
            write(audit.roundtrips()),
            write(remembered),
            id)
        .update();
  }

  @Transactional
  void forget(String cluster, Instant before) {
    int forgotten =
        database
            .sql(
                "delete from audit where cluster = ? and confirmed_at < ?"
                    + " and id < (select max(id) from audit where cluster = ?)")
            .params(cluster, toSql(before), cluster)
            .update();
    if (forgotten > 0) {
      readers.publishEvent(new AuditsForgotten(cluster, forgotten, before));
    }
  }

  private Kept row(ResultSet row, int number) throws SQLException {
    return new Kept(
        row.getLong("id"),
        new Audit(
            row.getString("cluster"),
            instant(row, "at"),
            instant(row, "confirmed_at"),
            read(row.getString("findings"), new TypeReference<>() {}),
            read(row.getString("roundtrips"), new TypeReference<>() {}),
            read(row.getString("changes"), new TypeReference<>() {})),
        read(row.getString("remembered"), new TypeReference<>() {}));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static OffsetDateTime toSql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  private <T> T read(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is no " + type.getType() + ": " + text, e);
    }
  }
}
