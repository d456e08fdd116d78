package io.siteswap.approval;

import io.siteswap.approval.Approval.Delegation;
import io.siteswap.approval.Approval.Voice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who was asked to approve which plan, and who has said what. */
@Repository
class Approvals {
  private final JdbcClient database;
  private final InstantSource clock;

  Approvals(JdbcClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Transactional
  public Approval ask(String id, String runId, ApprovalRule rule) {
    database
        .sql(
            "insert into approval (id, run_id, asked_at, asked_groups, quorum, remind_every,"
                + " escalate_after, escalate_to) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            id,
            runId,
            now(),
            String.join(",", new TreeSet<>(rule.groups())),
            rule.quorum(),
            rule.remindEvery().map(Duration::toString).orElse(null),
            rule.escalateAfter().map(Duration::toString).orElse(null),
            rule.escalateTo().orElse(null))
        .update();
    return get(id);
  }

  Approval get(String id) {
    return find(id)
        .orElseThrow(() -> new IllegalStateException("nobody was asked by instance " + id));
  }

  /** A run that has begun before there was a table asks one approver. */
  @Transactional
  public Approval get(String id, String runId) {
    return find(id).orElseGet(() -> ask(id, runId, ApprovalRule.usual()));
  }

  private Optional<Approval> find(String id) {
    return database
        .sql("select * from approval where id = ?")
        .param(id)
        .query(this::row)
        .optional();
  }

  @Transactional
  public Approval approve(String id, String who, Optional<String> inPlaceOf, String remark) {
    database
        .sql(
            "insert into approval_voice (approval_id, who, in_place_of, at, remark)"
                + " values (?, ?, ?, ?, ?)")
        .params(id, who, inPlaceOf.orElse(null), now(), remark)
        .update();
    return get(id);
  }

  @Transactional
  public void handOn(String id, String giver, String taker, String remark) {
    takeBack(id, giver);
    database
        .sql(
            "insert into approval_delegation (approval_id, giver, taker, at, remark)"
                + " values (?, ?, ?, ?, ?)")
        .params(id, giver, taker, now(), remark)
        .update();
  }

  @Transactional
  public void takeBack(String id, String giver) {
    database
        .sql(
            "update approval_delegation set taken_back = ?"
                + " where approval_id = ? and giver = ? and taken_back is null")
        .params(now(), id, giver)
        .update();
  }

  @Transactional
  public Approval escalate(String id) {
    database.sql("update approval set escalated_at = ? where id = ?").params(now(), id).update();
    return get(id);
  }

  private Approval row(ResultSet row, int number) throws SQLException {
    String id = row.getString("id");
    return new Approval(
        id,
        row.getString("run_id"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        ApprovalRule.of(
            row.getString("asked_groups"),
            row.getInt("quorum"),
            text(row, "remind_every"),
            text(row, "escalate_after"),
            text(row, "escalate_to")),
        Optional.ofNullable(row.getObject("escalated_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        voices(id),
        delegations(id));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).orElse("");
  }

  private List<Voice> voices(String id) {
    return database
        .sql("select * from approval_voice where approval_id = ? order by at, who")
        .param(id)
        .query(
            (row, number) ->
                new Voice(
                    row.getString("who"),
                    Optional.ofNullable(row.getString("in_place_of")),
                    at(row),
                    row.getString("remark")))
        .list();
  }

  private List<Delegation> delegations(String id) {
    return database
        .sql(
            "select * from approval_delegation where approval_id = ? and taken_back is null"
                + " order by at, giver")
        .param(id)
        .query(
            (row, number) ->
                new Delegation(
                    row.getString("giver"),
                    row.getString("taker"),
                    at(row),
                    row.getString("remark")))
        .list();
  }

  private static Instant at(ResultSet row) throws SQLException {
    return row.getObject("at", OffsetDateTime.class).toInstant();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
