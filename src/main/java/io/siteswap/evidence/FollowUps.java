package io.siteswap.evidence;

import io.siteswap.engine.Person;
import io.siteswap.engine.SignedIn;
import io.siteswap.ledger.Instants;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.NotAllowed;
import io.siteswap.runbook.Refused;
import io.siteswap.site.Typed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is to be done after a run, and by whom. No run waits for it, and no cluster is held: it is
 * noted when people know it, and each line of it stands in the journal of its run.
 */
@Repository
class FollowUps {
  private static final Set<String> MAY =
      Set.of(Groups.OPERATORS, Groups.APPROVERS, Groups.COMMANDERS, Groups.ADMIN);

  private final JdbcClient database;
  private final Journal journal;
  private final Runs runs;
  private final SignedIn signedIn;
  private final InstantSource clock;

  FollowUps(
      JdbcClient database, Journal journal, Runs runs, SignedIn signedIn, InstantSource clock) {
    this.database = database;
    this.journal = journal;
    this.runs = runs;
    this.signedIn = signedIn;
    this.clock = clock;
  }

  /** One of them; what is not known yet is null in JSON. */
  record FollowUp(
      int number,
      String what,
      String owner,
      LocalDate due,
      String notedBy,
      Instant notedAt,
      String doneBy,
      Instant doneAt) {
    boolean isDone() {
      return doneAt != null;
    }
  }

  List<FollowUp> of(String runId) {
    return database
        .sql("select * from follow_up where run_id = ? order by number")
        .param(runId)
        .query(FollowUps::row)
        .list();
  }

  Page<FollowUp> some(String runId, Paging wanted) {
    return Page.read(count(runId), wanted, (page, size) -> of(runId, page, size));
  }

  private int count(String runId) {
    return database
        .sql("select count(*) from follow_up where run_id = ?")
        .param(runId)
        .query(Integer.class)
        .single();
  }

  private List<FollowUp> of(String runId, int page, int size) {
    return database
        .sql("select * from follow_up where run_id = ? order by number limit ? offset ?")
        .params(runId, size, (long) page * size)
        .query(FollowUps::row)
        .list();
  }

  private Optional<FollowUp> find(String runId, int number) {
    return database
        .sql("select * from follow_up where run_id = ? and number = ?")
        .params(runId, number)
        .query(FollowUps::row)
        .optional();
  }

  /** Throws {@link Refused} when something is missing, {@link NotAllowed} when it is not theirs. */
  @Transactional
  public FollowUp note(Run run, String what, String owner, Optional<LocalDate> due) {
    String who = whoMay();
    String task = Refused.unless(() -> Typed.requiredText("follow-up", what));
    String whose = Refused.unless(() -> Typed.requiredName("owner", owner));
    // Two at once would take the same number.
    runs.held(run.id());
    int number = count(run.id()) + 1;
    Instant now = clock.instant();
    database
        .sql(
            "insert into follow_up (run_id, number, what, owner, due, noted_by, noted_at)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .params(run.id(), number, task, whose, due.orElse(null), who, Instants.toSql(now))
        .update();
    journal.add(
        run.id(),
        who,
        "follow-up-noted",
        "%d, for %s%s: %s"
            .formatted(number, whose, due.map(day -> ", until " + day).orElse(""), task));
    return new FollowUp(number, task, whose, due.orElse(null), who, now, null, null);
  }

  @Transactional
  public FollowUp done(Run run, int number) {
    String who = whoMay();
    runs.held(run.id());
    FollowUp open =
        find(run.id(), number)
            .orElseThrow(
                () -> new Refused("run %s has no follow-up %d".formatted(run.id(), number)));
    if (open.isDone()) {
      return open;
    }
    Instant now = clock.instant();
    database
        .sql("update follow_up set done_by = ?, done_at = ? where run_id = ? and number = ?")
        .params(who, Instants.toSql(now), run.id(), number)
        .update();
    journal.add(run.id(), who, "follow-up-done", "%d: %s".formatted(number, open.what()));
    return new FollowUp(
        number, open.what(), open.owner(), open.due(), open.notedBy(), open.notedAt(), who, now);
  }

  private String whoMay() {
    Person who =
        signedIn
            .now()
            .orElseThrow(() -> new Refused("nobody is signed in: a follow-up needs a name"));
    if (!who.isOfOne(MAY)) {
      throw new NotAllowed(
          "%s is in none of the groups that note follow-ups".formatted(who.name()));
    }
    return who.name();
  }

  private static FollowUp row(ResultSet row, int number) throws SQLException {
    return new FollowUp(
        row.getInt("number"),
        row.getString("what"),
        row.getString("owner"),
        row.getObject("due", LocalDate.class),
        row.getString("noted_by"),
        time(row, "noted_at"),
        row.getString("done_by"),
        time(row, "done_at"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return Instants.of(row, column).orElse(null);
  }
}
