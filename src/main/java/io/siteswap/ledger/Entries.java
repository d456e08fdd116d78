package io.siteswap.ledger;

import io.siteswap.plan.Change;
import io.siteswap.plan.Phase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The changes of all runs. */
@Repository
public class Entries {
  private final JdbcClient database;
  private final JdbcTemplate batches;

  Entries(JdbcClient database, JdbcTemplate batches) {
    this.database = database;
    this.batches = batches;
  }

  public List<Entry> of(String runId) {
    return database
        .sql("select * from change where run_id = ? order by number")
        .param(runId)
        .query(this::entry)
        .list();
  }

  public List<Entry> of(String runId, String phase) {
    return database
        .sql("select * from change where run_id = ? and phase = ? order by number")
        .params(runId, phase)
        .query(this::entry)
        .list();
  }

  /**
   * Puts the phases in place of what was only planned or approved. What was asked for stays; what
   * was refused is planned once more, or left out.
   */
  @Transactional
  public void plan(String runId, List<Phase> phases) {
    database
        .sql("delete from change where run_id = ? and state in ('planned', 'approved')")
        .param(runId)
        .update();
    int number =
        database
            .sql("select coalesce(max(number), 0) from change where run_id = ?")
            .param(runId)
            .query(Integer.class)
            .single();
    Set<String> under = underWay(runId);
    Map<String, Entry> refused = refused(runId);
    List<Entry> planned = new ArrayList<>();
    List<Entry> once = new ArrayList<>();
    for (Phase phase : phases) {
      for (Change change : phase.changes()) {
        String key = key(phase.id(), change);
        if (under.contains(key)) {
          continue;
        }
        if (refused.containsKey(key)) {
          once.add(refused.remove(key).plannedAgain(change));
          continue;
        }
        number++;
        planned.add(Entry.planned(runId, number, phase.id(), change));
      }
    }
    refused.values().forEach(entry -> once.add(entry.with(ChangeState.LEFT, entry.description())));
    save(once);
    insert(planned);
  }

  private Map<String, Entry> refused(String runId) {
    return of(runId).stream()
        .filter(entry -> entry.is(ChangeState.REFUSED))
        .collect(Collectors.toMap(entry -> key(entry.phase(), entry.change()), entry -> entry));
  }

  /** What was asked for and not refused is not planned once more. */
  private Set<String> underWay(String runId) {
    return of(runId).stream()
        .filter(entry -> entry.is(ChangeState.REQUESTED) || entry.is(ChangeState.DONE))
        .map(entry -> key(entry.phase(), entry.change()))
        .collect(Collectors.toSet());
  }

  private static String key(String phase, Change change) {
    return phase + " " + change.identity();
  }

  @Transactional
  public void approve(String runId) {
    database
        .sql("update change set state = 'approved' where run_id = ? and state = 'planned'")
        .param(runId)
        .update();
  }

  /** People leave these out; what depends on one of them is left out with it. */
  @Transactional
  public void leave(String runId, Predicate<Change> which, String description) {
    List<Entry> all = of(runId).stream().filter(entry -> !entry.isClosed()).toList();
    save(
        withDependents(all, which).stream()
            .map(entry -> entry.with(ChangeState.LEFT, description))
            .toList());
  }

  /**
   * People want after all what they had left out before it was asked for. What was planned anew
   * since is open already.
   */
  @Transactional
  public void reopen(String runId, Predicate<Change> which) {
    Map<String, Entry> newest = new LinkedHashMap<>();
    of(runId).forEach(entry -> newest.put(key(entry.phase(), entry.change()), entry));
    List<Entry> left =
        newest.values().stream()
            .filter(entry -> entry.is(ChangeState.LEFT) && !entry.wasEverAsked())
            .toList();
    save(
        withDependents(left, which).stream()
            .map(entry -> entry.with(ChangeState.APPROVED, ""))
            .toList());
  }

  private static List<Entry> withDependents(List<Entry> all, Predicate<Change> which) {
    List<Entry> chosen = all.stream().filter(entry -> which.test(entry.change())).toList();
    return all.stream()
        .filter(
            entry ->
                chosen.contains(entry)
                    || chosen.stream().anyMatch(e -> entry.change().dependsOn(e.change())))
        .toList();
  }

  private void insert(List<Entry> planned) {
    batches.batchUpdate(
        "insert into change (run_id, number, phase, object_type, object_id, object_name,"
            + " action, before_state, after_state, body, state, attempt, undo_attempt)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        planned.stream().map(Entries::asInserted).toList());
  }

  private static Object[] asInserted(Entry entry) {
    Change change = entry.change();
    return new Object[] {
      entry.runId(),
      entry.number(),
      entry.phase(),
      change.object().type(),
      change.object().id(),
      change.object().name(),
      change.action(),
      change.before(),
      change.after(),
      Json.write(change),
      entry.state().word(),
      entry.ask().attempt(),
      entry.undo().attempt()
    };
  }

  void save(List<Entry> some) {
    batches.batchUpdate(
        "update change set before_state = ?, body = ?, state = ?, attempt = ?, words = ?,"
            + " correlation_id = ?, requested_at = ?, answered_at = ?, seen_at = ?, seen = ?,"
            + " undo_attempt = ?, undo_correlation_id = ?, undo_requested_at = ?,"
            + " undo_answered_at = ?, undone_at = ? where run_id = ? and number = ?",
        some.stream().map(Entries::asSaved).toList());
  }

  private static Object[] asSaved(Entry entry) {
    return new Object[] {
      entry.change().before(),
      Json.write(entry.change()),
      entry.state().word(),
      entry.ask().attempt(),
      entry.description(),
      entry.ask().correlationId().orElse(null),
      Instants.toSql(entry.ask().requestedAt()),
      Instants.toSql(entry.ask().answeredAt()),
      Instants.toSql(entry.seen().map(Observation::at)),
      entry.seen().map(Observation::description).orElse(null),
      entry.undo().attempt(),
      entry.undo().correlationId().orElse(null),
      Instants.toSql(entry.undo().requestedAt()),
      Instants.toSql(entry.undo().answeredAt()),
      Instants.toSql(entry.undoneAt()),
      entry.runId(),
      entry.number()
    };
  }

  private Entry entry(ResultSet row, int rowNumber) throws SQLException {
    return new Entry(
        row.getString("run_id"),
        row.getInt("number"),
        row.getString("phase"),
        Json.read(row.getString("body"), Change.class),
        ChangeState.of(row.getString("state")),
        Optional.ofNullable(row.getString("words")).orElse(""),
        ask(row, ""),
        observation(row),
        ask(row, "undo_"),
        Instants.of(row, "undone_at"));
  }

  private static Ask ask(ResultSet row, String prefix) throws SQLException {
    return new Ask(
        row.getInt(prefix + "attempt"),
        Optional.ofNullable(row.getString(prefix + "correlation_id")),
        Instants.of(row, prefix + "requested_at"),
        Instants.of(row, prefix + "answered_at"));
  }

  private static Optional<Observation> observation(ResultSet row) throws SQLException {
    String description = row.getString("seen");
    return Instants.of(row, "seen_at").map(at -> new Observation(at, description));
  }
}
