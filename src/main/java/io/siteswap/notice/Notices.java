package io.siteswap.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What each person was told. */
@Repository
public class Notices {
  private static final String WITH_MAIL =
      "select n.*, o.waits, o.sent_at, o.given_up_at from notice n left join outbox o"
          + " on o.channel = ? and o.subject = n.recipient and o.message_key = n.message_key";

  private final JdbcClient database;
  private final InstantSource clock;
  private final NoticeProperties properties;

  Notices(JdbcClient database, InstantSource clock, NoticeProperties properties) {
    this.database = database;
    this.clock = clock;
    this.properties = properties;
  }

  /**
   * In the transaction in which it becomes true.
   *
   * @param letter by which it goes out
   */
  void add(String recipient, News news, String letter) {
    database
        .sql(
            "insert into notice (at, recipient, run_id, kind, title, body, link, message_key)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            sql(clock.instant()),
            recipient,
            news.runId(),
            news.kind().word(),
            news.title(),
            news.text(),
            news.link(),
            letter)
        .update();
  }

  void forgetOld() {
    database
        .sql("delete from notice where at < ?")
        .param(sql(clock.instant().minus(properties.keep())))
        .update();
  }

  public int count(String recipient) {
    return database
        .sql("select count(*) from notice where recipient = ?")
        .param(recipient)
        .query(Integer.class)
        .single();
  }

  /**
   * The newest first.
   *
   * @param page from 0
   */
  public List<Notice> of(String recipient, int page, int size) {
    return database
        .sql(WITH_MAIL + " where n.recipient = ? order by n.id desc limit ? offset ?")
        .params(Channels.MAIL, recipient, size, (long) page * size)
        .query(Notices::row)
        .list();
  }

  /** Who was told of a run, and what; the first ones first. */
  public List<Told> ofRun(String runId, int most) {
    return database
        .sql(WITH_MAIL + " where n.run_id = ? order by n.id limit ?")
        .params(Channels.MAIL, runId, most)
        .query((row, number) -> new Told(row.getString("recipient"), row(row, number)))
        .list();
  }

  /** A notice, and to whom it went. */
  public record Told(String recipient, Notice notice) {}

  private static Notice row(ResultSet row, int number) throws SQLException {
    return new Notice(
        row.getObject("at", OffsetDateTime.class).toInstant(),
        Kind.of(row.getString("kind")).orElseThrow(),
        row.getString("run_id"),
        row.getString("title"),
        row.getString("body"),
        row.getString("link"),
        mail(row));
  }

  private static String mail(ResultSet row) throws SQLException {
    if (row.getObject("given_up_at") != null) {
      return "givenUp";
    }
    if (row.getObject("sent_at") != null) {
      return "sent";
    }
    return row.getBoolean("waits") ? "waiting" : "none";
  }

  private static OffsetDateTime sql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
