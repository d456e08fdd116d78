package io.siteswap.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.siteswap.plan.Difference;
import io.siteswap.plan.Plan;
import io.siteswap.plan.PlanDifference;
import io.siteswap.readiness.checks.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All runs, open and ended. */
@Repository
public class Runs {
  private final JdbcClient database;
  private final Plans plans;
  private final Journal journal;
  private final InstantSource clock;

  Runs(JdbcClient database, Plans plans, Journal journal, InstantSource clock) {
    this.database = database;
    this.plans = plans;
    this.journal = journal;
    this.clock = clock;
  }

  /** Throws {@link ClusterBusy} while another run is open on the cluster. */
  @Transactional
  public void open(Opening run) {
    openOn(run.cluster())
        .ifPresent(
            other -> {
              throw new ClusterBusy(other);
            });
    Instant now = clock.instant();
    try {
      database
          .sql(
              "insert into run (id, runbook, cluster, site, ticket, reason, started_by,"
                  + " started_at, open_cluster, progress_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
          .params(
              run.id(),
              run.runbook(),
              run.cluster(),
              run.site(),
              run.ticket(),
              run.reason(),
              run.startedBy(),
              Instants.toSql(now),
              run.cluster(),
              Instants.toSql(now))
          .update();
    } catch (DuplicateKeyException e) {
      throw new ClusterBusy(run.cluster(), e);
    }
    journal.add(
        run.id(),
        run.startedBy(),
        "run-opened",
        "%s on cluster %s, site %s, ticket %s: %s"
            .formatted(run.runbook(), run.cluster(), run.site(), run.ticket(), run.reason()));
  }

  public Optional<Run> openOn(String cluster) {
    return database
        .sql("select * from run where open_cluster = ?")
        .param(cluster)
        .query(this::run)
        .optional();
  }

  public Run get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("'" + id + "' is no run"));
  }

  /**
   * For one who decides: whoever else does so at the same instant waits for the end of this
   * transaction. The run is held before the journal, by everybody, or two would wait for each
   * other.
   */
  @Transactional
  public Run held(String id) {
    database.sql("select id from run where id = ? for update").param(id).query().listOfRows();
    return get(id);
  }

  public Optional<Run> find(String id) {
    return database.sql("select * from run where id = ?").param(id).query(this::run).optional();
  }

  /** The oldest first. */
  public List<Run> allOpen() {
    return database
        .sql("select * from run where outcome is null order by started_at")
        .query(this::run)
        .list();
  }

  /** The first run that has ever been opened under a ticket. */
  public Optional<Run> firstUnder(String ticket) {
    return database
        .sql("select * from run where ticket = ? order by started_at, id limit 1")
        .param(ticket)
        .query(this::run)
        .optional();
  }

  /** The open runs under a ticket. */
  public List<Run> openUnder(String ticket) {
    return database
        .sql("select * from run where ticket = ? and outcome is null")
        .param(ticket)
        .query(this::run)
        .list();
  }

  /** The run goes on where another one ended: that one's changes count as its own. */
  @Transactional
  public void follows(String id, String predecessor) {
    database.sql("update run set predecessor = ? where id = ?").params(predecessor, id).update();
    journal.add(id, Actor.SITESWAP, "ledger-taken-over", "from run " + predecessor);
  }

  /** The run that has handed its ledger over to this one. */
  public Optional<Run> predecessor(String id) {
    return database
        .sql("select * from run where id = (select predecessor from run where id = ?)")
        .param(id)
        .query(this::run)
        .optional();
  }

  /** The run that has taken this one's ledger over. */
  public Optional<Run> successor(String id) {
    return database
        .sql("select * from run where predecessor = ?")
        .param(id)
        .query(this::run)
        .optional();
  }

  /** The run on that cluster that ended last. */
  public Optional<Run> lastEnded(String cluster) {
    return database
        .sql(
            "select * from run where cluster = ? and ended_at is not null"
                + " order by ended_at desc limit 1")
        .param(cluster)
        .query(this::run)
        .optional();
  }

  /** The last run on that site that ended so. */
  public Optional<Run> last(String cluster, String site, String outcome) {
    return database
        .sql(
            "select * from run where cluster = ? and site = ? and outcome = ?"
                + " order by ended_at desc limit 1")
        .params(cluster, site, outcome)
        .query(this::run)
        .optional();
  }

  /**
   * Keeps the plan that is laid before people now.
   *
   * @param news in what it no longer matches the plan that was approved
   * @param sinceLast in what it differs from the plan that was kept before
   */
  @Transactional
  public void drawnUp(
      String id,
      Plan plan,
      List<Finding> findings,
      List<PlanDifference> news,
      List<PlanDifference> sinceLast) {
    database
        .sql(
            "update run set fingerprint = ?, approved_fingerprint = null, findings = ?,"
                + " plan_differences = ? where id = ?")
        .params(plan.fingerprint().value(), Json.write(findings), Json.write(news), id)
        .update();
    if (news.isEmpty()) {
      // What is drawn up again in the middle has only the rest before it.
      database
          .sql("update run set forecast_seconds = ? where id = ?")
          .params(plan.forecast().toSeconds(), id)
          .update();
    }
    journal.add(
        id,
        Actor.SITESWAP,
        news.isEmpty() ? "plan-drawn-up" : "plan-outdated",
        "fingerprint " + plan.fingerprint().value() + describe(news.isEmpty() ? sinceLast : news));
  }

  private static String describe(List<PlanDifference> news) {
    return news.stream().map(n -> "; " + n.what()).collect(Collectors.joining());
  }

  /** All changes of the plan are approved with it. */
  @Transactional
  public void approved(String id, String fingerprint) {
    database
        .sql("update run set approved_fingerprint = ? where id = ?")
        .params(fingerprint, id)
        .update();
  }

  @Transactional
  public void aborted(String id, String who, String reason) {
    database.sql("update run set aborting = true where id = ?").param(id).update();
    journal.add(id, who, "run-aborted", reason);
  }

  /** People have decided to go on with the phase, or to end it without what is open. */
  @Transactional
  public void decided(String id) {
    database.sql("update run set aborting = false where id = ?").param(id).update();
  }

  @Transactional
  public void enter(String id, String phase) {
    database
        .sql(
            "update run set phase = ?, progress_at = ?, waiting_for = null, waiting_until = null"
                + " where id = ?")
        .params(phase, Instants.toSql(clock.instant()), id)
        .update();
  }

  /** What the run waits for now; the same sentence again is no news and not written. */
  @Transactional
  public void waits(String id, String what, Optional<Instant> until) {
    database
        .sql("update run set waiting_for = ?, waiting_until = ? where id = ?")
        .params(what, Instants.toSql(until), id)
        .update();
  }

  /** It waits for nothing any more. */
  @Transactional
  public void goesOn(String id) {
    database
        .sql("update run set waiting_for = null, waiting_until = null where id = ?")
        .param(id)
        .update();
  }

  @Transactional
  public void progressed(String id) {
    database
        .sql("update run set progress_at = ? where id = ?")
        .params(Instants.toSql(clock.instant()), id)
        .update();
  }

  @Transactional
  public void differs(String id, List<Difference> differences) {
    database
        .sql("update run set differences = ? where id = ?")
        .params(Json.write(differences), id)
        .update();
  }

  /** Only once: paperwork may follow when a run has ended and its cluster is free. */
  @Transactional
  public void ended(String id, String outcome) {
    ended(id, outcome, Actor.SITESWAP);
  }

  @Transactional
  void ended(String id, String outcome, String who) {
    int ended =
        database
            .sql(
                "update run set outcome = ?, ended_at = ?, open_cluster = null, waiting_for = null,"
                    + " waiting_until = null where id = ? and outcome is null")
            .params(outcome, Instants.toSql(clock.instant()), id)
            .update();
    if (ended == 1) {
      journal.add(id, who, "run-ended", outcome);
    }
  }

  private Run run(ResultSet row, int number) throws SQLException {
    return new Run(
        row.getString("id"),
        row.getString("runbook"),
        row.getString("cluster"),
        row.getString("site"),
        row.getString("ticket"),
        row.getString("reason"),
        row.getString("started_by"),
        Instants.of(row, "started_at").orElseThrow(),
        text(row, "outcome"),
        Instants.of(row, "ended_at"),
        Optional.ofNullable(row.getObject("plan_id", Long.class))
            .map(planId -> new KeptPlan(planId, plans)),
        text(row, "fingerprint"),
        text(row, "approved_fingerprint"),
        list(row, "findings", new TypeReference<>() {}),
        list(row, "plan_differences", new TypeReference<>() {}),
        text(row, "phase"),
        text(row, "waiting_for"),
        Instants.of(row, "waiting_until"),
        Instants.of(row, "progress_at"),
        row.getBoolean("aborting"),
        list(row, "differences", new TypeReference<>() {}));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static <T> List<T> list(ResultSet row, String column, TypeReference<List<T>> type)
      throws SQLException {
    return text(row, column).map(json -> Json.read(json, type)).orElse(List.of());
  }
}
