package io.siteswap.people;

import io.siteswap.engine.Person;
import io.siteswap.ledger.Journal;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.runbook.Conflict;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Refused;
import io.siteswap.site.Typed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes on paper, each good for one sign-in of one person: for the night on which the directory is
 * gone with the site. Whoever uses one is seen by everybody, and somebody else looks at it
 * afterwards.
 */
@Component
@Order(0)
public class GlassCodes implements Credentials {
  static final String BY = "code";

  private static final Pattern CODE = Pattern.compile("(?i)glass(-[0-9a-z]{4}){5}");
  private static final Set<String> REVIEWERS = Set.of(Groups.APPROVERS, Groups.ADMIN);
  private static final int MOST = 20;
  private static final int PARTS = 5;

  private final IdentityService identity;
  private final JdbcClient database;
  private final Journal journal;
  private final InstantSource clock;

  GlassCodes(IdentityService identity, JdbcClient database, Journal journal, InstantSource clock) {
    this.identity = identity;
    this.database = database;
    this.journal = journal;
    this.clock = clock;
  }

  /** That a code was used, and what came of it. */
  public record Use(
      String id,
      String user,
      Instant at,
      String source,
      Optional<String> reviewedBy,
      Optional<Instant> reviewedAt,
      Optional<String> review) {}

  /** How many codes of somebody lie in the safe. */
  public record Left(String user, int left) {}

  /** Those who still have some, and those who have used up theirs. */
  public List<Left> left() {
    return database
        .sql(
            "select user_id, sum(case when used_at is null then 1 else 0 end) as left_over"
                + " from glass_code group by user_id order by user_id")
        .query((row, number) -> new Left(row.getString("user_id"), row.getInt("left_over")))
        .list();
  }

  /** The newest first. */
  public Page<Use> uses(Paging wanted) {
    return Page.read(used(), wanted, this::uses);
  }

  private int used() {
    return database
        .sql("select count(*) from glass_code where used_at is not null")
        .query(Integer.class)
        .single();
  }

  private List<Use> uses(int page, int size) {
    return database
        .sql(
            "select * from glass_code where used_at is not null order by used_at desc, id"
                + " limit ? offset ?")
        .params(size, (long) page * size)
        .query(GlassCodes::use)
        .list();
  }

  private Optional<Use> use(String id) {
    return database
        .sql("select * from glass_code where used_at is not null and id = ?")
        .param(id)
        .query(GlassCodes::use)
        .optional();
  }

  /** Those about which somebody else has still to say what was found. */
  List<Use> unreviewed() {
    return database
        .sql("select * from glass_code where used_at is not null and reviewed_by is null")
        .query(GlassCodes::use)
        .list();
  }

  /** To be printed now, as they are seen never again; those printed before are good no more. */
  @Transactional
  public List<String> print(String user, int count, Person by) {
    if (identity.createUserQuery().userId(user).count() == 0) {
      throw new Refused("there is nobody called '%s'".formatted(user));
    }
    if (count < 1 || count > MOST) {
      throw new Refused("%d is no number of codes: expected 1 to %d".formatted(count, MOST));
    }
    withdraw(user);
    List<String> codes = IntStream.range(0, count).mapToObj(i -> code()).toList();
    codes.forEach(code -> keep(user, code, by.name()));
    SecurityLog.tell("codes-printed", "user", by.name(), "for", user, "codes", count);
    journal.add(
        OperationsOfPeople.OF_PEOPLE, by.name(), "codes-printed", count + " codes for " + user);
    return codes;
  }

  /** As when the paper is found outside of the safe: those that are left are good no more. */
  @Transactional
  public void discard(String user, Person by) {
    int discarded = withdraw(user);
    if (discarded == 0) {
      throw new Conflict("no code of '%s' is left".formatted(user));
    }
    SecurityLog.tell("codes-voided", "user", by.name(), "for", user, "codes", discarded);
    journal.add(
        OperationsOfPeople.OF_PEOPLE, by.name(), "codes-voided", discarded + " codes of " + user);
  }

  private int withdraw(String user) {
    return database
        .sql("delete from glass_code where user_id = ? and used_at is null")
        .param(user)
        .update();
  }

  private static String code() {
    String letters = Secrets.letters(4 * PARTS);
    StringBuilder code = new StringBuilder("glass");
    for (int i = 0; i < PARTS; i++) {
      code.append('-').append(letters, 4 * i, 4 * i + 4);
    }
    return code.toString();
  }

  private void keep(String user, String code, String by) {
    database
        .sql("insert into glass_code (id, user_id, hash, made_by, made_at) values (?, ?, ?, ?, ?)")
        .params(Secrets.letters(12), user, hash(code), by, ApiTokens.sql(clock.instant()))
        .update();
  }

  /** As it is typed at three in the morning. */
  private static String hash(String code) {
    return Secrets.hash(code.toUpperCase(Locale.ROOT));
  }

  @Override
  @Transactional
  public Optional<Proven> prove(String user, String password, String source) {
    if (!CODE.matcher(password.strip()).matches()) {
      return Optional.empty();
    }
    int used =
        database
            .sql(
                "update glass_code set used_at = ?, used_from = ? where user_id = ? and hash = ?"
                    + " and used_at is null")
            .params(ApiTokens.sql(clock.instant()), source, user, hash(password.strip()))
            .update();
    if (used == 0 || identity.createUserQuery().userId(user).count() == 0) {
      return Optional.empty();
    }
    SecurityLog.warn("glass-broken", "user", user, "source", source);
    journal.add(
        OperationsOfPeople.OF_PEOPLE,
        user,
        "glass-broken",
        "signed in with a code from the safe, from %s; to be reviewed by somebody else"
            .formatted(source));
    return Optional.of(new Proven(user, BY));
  }

  /** Whether somebody may say what is to be said about it: who decides, and has not done it. */
  static boolean mayReview(Use use, Person reader) {
    return reader.isOfOne(REVIEWERS) && !use.user().equals(reader.name());
  }

  /** What somebody else has to say about it. */
  @Transactional
  public void review(String id, String said, Person by) {
    Use use = use(id).orElseThrow(() -> new Conflict("no code '%s' was used".formatted(id)));
    if (!mayReview(use, by)) {
      throw new Refused(
          "%s has used the code, or is of none of %s, and so somebody else reviews it"
              .formatted(by.name(), new TreeSet<>(REVIEWERS)));
    }
    if (use.reviewedBy().isPresent()) {
      throw new Conflict("%s has reviewed it already".formatted(use.reviewedBy().get()));
    }
    String found = Refused.unless(() -> Typed.requiredText("review", said));
    database
        .sql("update glass_code set reviewed_at = ?, reviewed_by = ?, review = ? where id = ?")
        .params(ApiTokens.sql(clock.instant()), by.name(), found, id)
        .update();
    SecurityLog.tell("glass-reviewed", "user", by.name(), "of", use.user());
    journal.add(
        OperationsOfPeople.OF_PEOPLE,
        by.name(),
        "glass-reviewed",
        "that %s signed in with a code at %s: %s".formatted(use.user(), use.at(), found));
  }

  private static Use use(ResultSet row, int number) throws SQLException {
    return new Use(
        row.getString("id"),
        row.getString("user_id"),
        ApiTokens.instant(row, "used_at").orElseThrow(),
        row.getString("used_from"),
        Optional.ofNullable(row.getString("reviewed_by")),
        ApiTokens.instant(row, "reviewed_at"),
        Optional.ofNullable(row.getString("review")));
  }
}
