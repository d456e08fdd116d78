package io.siteswap.ledger;

import io.siteswap.plan.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the changes that something has become of. */
@Repository
class EntryRows {
  private final JdbcClient database;
  private final JdbcTemplate batches;
  private final Plans plans;

  EntryRows(JdbcClient database, JdbcTemplate batches, Plans plans) {
    this.database = database;
    this.batches = batches;
    this.plans = plans;
  }

  Optional<Head> head(String runId) {
    return database
        .sql("select plan_id, approved_fingerprint, ledger_revision from run where id = ?")
        .param(runId)
        .query(
            (row, number) ->
                new Head(
                    runId,
                    Optional.ofNullable(row.getObject("plan_id", Long.class)),
                    row.getString("approved_fingerprint") != null,
                    row.getLong("ledger_revision")))
        .optional();
  }

  List<Entry> of(Head head) {
    head.planId().ifPresent(plans::get);
    return database
        .sql("select * from change where run_id = ? order by number")
        .param(head.runId())
        .query((row, number) -> entry(head, row))
        .list();
  }

  List<Entry> of(Head head, String phase) {
    head.planId().ifPresent(plans::get);
    return database
        .sql("select * from change where run_id = ? and phase = ? order by number")
        .params(head.runId(), phase)
        .query((row, number) -> entry(head, row))
        .list();
  }

  /** A change has a row once something has become of it; the others stand in the plan alone. */
  Tally tally(Head head) {
    Set<Integer> numbers =
        new HashSet<>(head.planId().map(plans::get).map(p -> p.items().keySet()).orElse(Set.of()));
    List<Standing> standings =
        database
            .sql("select number, state, requested_at from change where run_id = ?")
            .param(head.runId())
            .query(
                (row, number) ->
                    new Standing(
                        row.getInt("number"),
                        ChangeState.of(row.getString("state")),
                        Instants.of(row, "requested_at")))
            .list();
    standings.forEach(standing -> numbers.add(standing.number()));
    return new Tally(
        standings.stream().filter(standing -> standing.state().isClosed()).count(),
        numbers.size(),
        standings.stream()
            .flatMap(standing -> standing.requestedAt().stream())
            .min(Comparator.naturalOrder()));
  }

  boolean hasBegun(String runId) {
    return isAny("run_id = :run", Map.of("run", runId));
  }

  boolean hasBegun(String runId, String phase) {
    return isAny("run_id = :run and phase = :phase", Map.of("run", runId, "phase", phase));
  }

  /** As {@link Entry#wasEverAsked()} says of one. */
  private boolean isAny(String where, Map<String, String> parameters) {
    return database
        .sql(
            "select exists (select 1 from change where "
                + where
                + " and (requested_at is not null or attempt > 1))")
        .params(parameters)
        .query(Boolean.class)
        .single();
  }

  private record Standing(int number, ChangeState state, Optional<Instant> requestedAt) {}

  void planned(String runId, long planId) {
    database.sql("update run set plan_id = ? where id = ?").params(planId, runId).update();
  }

  /** Holds everybody else off until the end of the transaction. */
  void advance(String runId) {
    database
        .sql("update run set ledger_revision = ledger_revision + 1 where id = ?")
        .param(runId)
        .update();
  }

  /** Throws {@link LedgerMoved} when somebody else has written since that head was read. */
  void advance(Head from) {
    int advanced =
        database
            .sql("update run set ledger_revision = ? where id = ? and ledger_revision = ?")
            .params(from.revision() + 1, from.runId(), from.revision())
            .update();
    if (advanced == 0) {
      throw new LedgerMoved(from.runId());
    }
  }

  void delete(List<Entry> some) {
    batches.batchUpdate(
        "delete from change where run_id = ? and number = ?",
        some.stream().map(entry -> new Object[] {entry.runId(), entry.number()}).toList());
  }

  /** The first time that something becomes of a change it gets its row. */
  void save(List<Entry> some) {
    if (some.isEmpty()) {
      return;
    }
    int[] updated =
        batches.batchUpdate(
            "update change set plan_id = ?, altered = ?, state = ?, attempt = ?, words = ?,"
                + " requested_at = ?, answered_at = ?, seen_at = ?, seen = ?, undo_attempt = ?,"
                + " undo_requested_at = ?, undo_answered_at = ?, undone_at = ?, phase = ?"
                + " where run_id = ? and number = ?",
            some.stream().map(this::columns).toList());
    List<Object[]> fresh = new ArrayList<>();
    for (int at = 0; at < updated.length; at++) {
      if (updated[at] == 0) {
        fresh.add(columns(some.get(at)));
      }
    }
    batches.batchUpdate(
        "insert into change (plan_id, altered, state, attempt, words, requested_at, answered_at,"
            + " seen_at, seen, undo_attempt, undo_requested_at, undo_answered_at, undone_at,"
            + " phase, run_id, number) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        fresh);
  }

  private Object[] columns(Entry entry) {
    return new Object[] {
      entry.planId(),
      altered(entry),
      // Whether it is approved is said once, by the run.
      (entry.is(ChangeState.APPROVED) ? ChangeState.PLANNED : entry.state()).word(),
      entry.ask().attempt(),
      entry.description(),
      Instants.toSql(entry.ask().requestedAt()),
      Instants.toSql(entry.ask().answeredAt()),
      Instants.toSql(entry.seen().map(Observation::at)),
      entry.seen().map(Observation::description).orElse(null),
      entry.undo().attempt(),
      Instants.toSql(entry.undo().requestedAt()),
      Instants.toSql(entry.undo().answeredAt()),
      Instants.toSql(entry.undoneAt()),
      entry.phase(),
      entry.runId(),
      entry.number()
    };
  }

  /** What the plan says of it is not said again. */
  private String altered(Entry entry) {
    StoredPlan.Item planned = plans.get(entry.planId()).items().get(entry.number());
    return planned != null && planned.change().equals(entry.change())
        ? null
        : Json.write(entry.change());
  }

  private Entry entry(Head head, ResultSet row) throws SQLException {
    ChangeState state = ChangeState.of(row.getString("state"));
    int number = row.getInt("number");
    StoredPlan plan = plans.get(row.getLong("plan_id"));
    Change change = change(row, plan, number);
    return new Entry(
        head.runId(),
        number,
        plan.id(),
        row.getString("phase"),
        change,
        state == ChangeState.PLANNED || state == ChangeState.APPROVED ? head.untouched() : state,
        Optional.ofNullable(row.getString("words")).orElse(""),
        ask(row, "", change.implied() ? Optional.empty() : Optional.of(id(head, row, ""))),
        observation(row),
        ask(row, "undo_", Optional.of(id(head, row, "undo_"))),
        Instants.of(row, "undone_at"));
  }

  private static Change change(ResultSet row, StoredPlan plan, int number) throws SQLException {
    String altered = row.getString("altered");
    return altered == null
        ? plan.items().get(number).change()
        : Json.read(altered, Change.class).within(plan.plan().targets());
  }

  private static String id(Head head, ResultSet row, String prefix) throws SQLException {
    return Entry.correlation(
            head.runId(), row.getInt("number"), prefix, row.getInt(prefix + "attempt"))
        .value();
  }

  /** The correlation id follows from the number and the attempt; before it is asked for, none. */
  private static Ask ask(ResultSet row, String prefix, Optional<String> id) throws SQLException {
    Optional<Instant> requestedAt = Instants.of(row, prefix + "requested_at");
    return new Ask(
        row.getInt(prefix + "attempt"),
        id.filter(known -> requestedAt.isPresent()),
        requestedAt,
        Instants.of(row, prefix + "answered_at"));
  }

  private static Optional<Observation> observation(ResultSet row) throws SQLException {
    String description = row.getString("seen");
    return Instants.of(row, "seen_at").map(at -> new Observation(at, description));
  }
}
