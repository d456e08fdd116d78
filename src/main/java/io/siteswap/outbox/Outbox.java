package io.siteswap.outbox;

import io.siteswap.site.Marks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** All that was and is to be said. */
@Repository
public class Outbox {
  private static final String NOT_HEARD = "(waits or given_up_at is not null)";

  /** After that nobody need look at what was given up; the page of its run still has it. */
  private static final Duration SHOWN = Duration.ofDays(7);

  private final JdbcClient database;
  private final InstantSource clock;
  private final OutboxProperties properties;
  private final ObjectProvider<Alarm> alarm;

  Outbox(
      JdbcClient database,
      InstantSource clock,
      OutboxProperties properties,
      ObjectProvider<Alarm> alarm) {
    this.database = database;
    this.clock = clock;
    this.properties = properties;
    this.alarm = alarm;
  }

  /** In the transaction that makes it true: without one nothing may be said. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void put(Message message) {
    int added =
        database
            .sql(
                "insert into outbox (channel, subject, message_key, kind, body, marks, written_at,"
                    + " next_at, waits) select :channel, :subject, :key, :kind, :body, :marks, :now,"
                    + " :now, true where not exists (select 1 from outbox where channel = :channel"
                    + " and subject = :subject and message_key = :key)")
            .param("channel", message.channel())
            .param("subject", message.subject())
            .param("key", message.key())
            .param("kind", message.kind())
            .param("body", message.body())
            .param("marks", KeptMarks.write(Marks.current()))
            .param("now", now())
            .update();
    if (added == 1) {
      ringOnceCommitted(new Lane(message.channel(), message.subject()));
    }
  }

  private void ringOnceCommitted(Lane lane) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            alarm.ifAvailable(bell -> bell.ring(lane));
          }
        });
  }

  /**
   * Some of what waits, and of what was given up lately, the oldest first.
   *
   * @param page from 0
   */
  public List<Waiting> waiting(int page, int size) {
    return database
        .sql(
            "select * from outbox where id in (select id from outbox where waits union all"
                + " select id from outbox where given_up_at > ?) order by id limit ? offset ?")
        .params(lately(), size, (long) page * size)
        .query(Outbox::row)
        .list();
  }

  /**
   * How much there is to say.
   *
   * @param givenUp lately
   * @param late of both, what somebody should look after
   * @param oldest when it was written, of what waits
   */
  public record Backlog(int waiting, int givenUp, int late, Optional<Instant> oldest) {}

  public Backlog backlog() {
    int givenUp =
        database
            .sql("select count(*) from outbox where given_up_at > ?")
            .param(lately())
            .query(Integer.class)
            .single();
    return database
        .sql(
            "select count(*) as waiting, min(written_at) as oldest,"
                + " count(case when written_at <= ? then 1 end) as late from outbox where waits")
        .param(clock.instant().minus(properties.warnAfter()).atOffset(ZoneOffset.UTC))
        .query(
            (row, number) ->
                new Backlog(
                    row.getInt("waiting"),
                    givenUp,
                    row.getInt("late") + givenUp,
                    Optional.ofNullable(row.getObject("oldest", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)))
        .single();
  }

  private OffsetDateTime lately() {
    return clock.instant().minus(SHOWN).atOffset(ZoneOffset.UTC);
  }

  /** What a subject has not heard, the oldest first. */
  public List<Waiting> waitingFor(String subject) {
    return database
        .sql("select * from outbox where " + NOT_HEARD + " and subject = ? order by id")
        .param(subject)
        .query(Outbox::row)
        .list();
  }

  /** All that was said to a subject, heard or not, the oldest first. */
  public List<Said> saidTo(String subject) {
    return database
        .sql("select * from outbox where subject = ? order by id")
        .param(subject)
        .query(
            (row, number) ->
                new Said(message(row), time(row, "written_at"), row.getObject("sent_at") != null))
        .list();
  }

  /** Whether somebody should look after it: it waits for too long, or will never be heard. */
  public boolean isTrouble(Waiting one) {
    return one.givenUp() || !one.writtenAt().plus(properties.warnAfter()).isAfter(clock.instant());
  }

  List<Lane> lanes() {
    return database
        .sql("select distinct channel, subject from outbox where waits")
        .query(Lane.class)
        .list();
  }

  /** What is to be said next in that lane; what comes behind it waits. */
  Optional<Waiting> first(Lane lane) {
    return database
        .sql("select * from outbox where waits and channel = ? and subject = ? order by id limit 1")
        .params(lane.channel(), lane.subject())
        .query(Outbox::row)
        .optional();
  }

  /**
   * Claims the attempt before it is made: after a crash it is known that it may have been heard.
   * False when somebody else has claimed it.
   */
  boolean attempt(Waiting one) {
    return database
            .sql(
                "update outbox set attempts = attempts + 1 where id = ? and waits and attempts = ?")
            .params(one.id(), one.attempts())
            .update()
        == 1;
  }

  void heard(Waiting one) {
    database
        .sql("update outbox set waits = false, sent_at = ?, trouble = null where id = ?")
        .params(now(), one.id())
        .update();
  }

  void later(Waiting one, String why, Instant next) {
    database
        .sql("update outbox set trouble = ?, next_at = ? where id = ?")
        .params(why, next.atOffset(ZoneOffset.UTC), one.id())
        .update();
  }

  void giveUp(Waiting one, String why) {
    database
        .sql("update outbox set waits = false, given_up_at = ?, trouble = ? where id = ?")
        .params(now(), why, one.id())
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Waiting row(ResultSet row, int number) throws SQLException {
    return new Waiting(
        row.getLong("id"),
        message(row),
        KeptMarks.read(row.getString("marks")),
        time(row, "written_at"),
        row.getInt("attempts"),
        time(row, "next_at"),
        Optional.ofNullable(row.getString("trouble")),
        row.getObject("given_up_at") != null);
  }

  private static Message message(ResultSet row) throws SQLException {
    return new Message(
        row.getString("channel"),
        row.getString("subject"),
        row.getString("message_key"),
        row.getString("kind"),
        row.getString("body"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
