package io.siteswap.people;

import io.siteswap.engine.Person;
import io.siteswap.ledger.Journal;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.runbook.Conflict;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.TokenMakers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tokens of scripts: made and revoked by administrators, good for something and for a time. */
@Component
class ApiTokens implements TokenMakers {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,59}");
  private static final Pattern TOKEN = Pattern.compile("sw_([0-9A-Z]{12})_([0-9A-Z]{40})");

  /** Who approves; an operator, whom the table may ask as well, starts runs in person. */
  private static final Set<String> APPROVING = Set.of(Groups.APPROVERS, Groups.COMMANDERS);

  private static final int LONGEST_DAYS = 366;

  /** When it was last used is written down no more often. */
  private static final Duration MOMENT = Duration.ofMinutes(1);

  private final JdbcClient database;
  private final Journal journal;
  private final InstantSource clock;

  ApiTokens(JdbcClient database, Journal journal, InstantSource clock) {
    this.database = database;
    this.journal = journal;
    this.clock = clock;
  }

  record Made(ApiToken token, String secret) {}

  /** The newest first. */
  Page<ApiToken> all(Paging wanted) {
    return Page.read(
        database.sql("select count(*) from api_token").query(Integer.class).single(),
        wanted,
        (page, size) ->
            database
                .sql("select * from api_token order by made_at desc, id limit ? offset ?")
                .params(size, (long) page * size)
                .query(ApiTokens::row)
                .list());
  }

  @Transactional
  public Made make(String name, List<String> scopes, int days, Person by) {
    refuse(name, scopes, days, by);
    Instant now = clock.instant();
    ApiToken token =
        new ApiToken(
            Secrets.letters(12),
            name,
            List.copyOf(scopes),
            by.name(),
            now,
            now.plus(Duration.ofDays(days)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    String secret = Secrets.letters(40);
    database
        .sql(
            "insert into api_token (id, name, hash, scopes, made_by, made_at, expires_at)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            token.id(),
            name,
            Secrets.hash(secret),
            String.join(",", scopes),
            by.name(),
            sql(now),
            sql(token.expiresAt()))
        .update();
    tell("token-made", token, by, "for %s until %s".formatted(scopes, token.expiresAt()));
    return new Made(token, "sw_%s_%s".formatted(token.id(), secret));
  }

  private void refuse(String name, List<String> scopes, int days, Person by) {
    if (!NAME.matcher(name).matches()) {
      throw new Refused(
          "'%s' is no name of a token: expected letters, digits, '.', '_' and '-'".formatted(name));
    }
    if (scopes.isEmpty() || scopes.stream().anyMatch(scope -> Scope.of(scope).isEmpty())) {
      throw new Refused(
          "%s are no scopes: expected some of read, start, metrics".formatted(scopes));
    }
    if (days < 1 || days > LONGEST_DAYS) {
      throw new Refused("%d is no number of days: expected 1 to %d".formatted(days, LONGEST_DAYS));
    }
    if (scopes.contains(Scope.START.word()) && by.isOfOne(APPROVING)) {
      throw new Refused(
          "%s approves runs, and so makes no token that starts them".formatted(by.name()));
    }
    if (madeBy(name).isPresent()) {
      throw new Conflict("there is a token %s already, or there was one".formatted(name));
    }
  }

  @Transactional
  public void revoke(String id, Person by) {
    ApiToken token =
        find(id).orElseThrow(() -> new Conflict("there is no token '%s'".formatted(id)));
    if (token.revokedAt().isEmpty()) {
      database
          .sql("update api_token set revoked_at = ?, revoked_by = ? where id = ?")
          .params(sql(clock.instant()), by.name(), id)
          .update();
      tell("token-revoked", token, by, "");
    }
  }

  private void tell(String event, ApiToken token, Person by, String more) {
    SecurityLog.tell(event, "token", token.name(), "scopes", token.scopes(), "user", by.name());
    journal.add(
        OperationsOfPeople.OF_PEOPLE, by.name(), event, (token.name() + " " + more).strip());
  }

  /** If it is one, of today. */
  Optional<ApiToken> shown(String text) {
    var parts = TOKEN.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<ApiToken> token =
        database
            .sql("select hash from api_token where id = ?")
            .param(parts.group(1))
            .query(String.class)
            .optional()
            .filter(hash -> Secrets.isOf(parts.group(2), hash))
            .flatMap(hash -> find(parts.group(1)))
            .filter(one -> isGood(one, now));
    token.ifPresent(one -> used(one, now));
    return token;
  }

  /** Whether one that was shown a while ago would be taken now. */
  boolean isGood(String id) {
    return find(id).filter(one -> isGood(one, clock.instant())).isPresent();
  }

  private static boolean isGood(ApiToken token, Instant now) {
    return token.revokedAt().isEmpty() && token.expiresAt().isAfter(now);
  }

  private void used(ApiToken token, Instant now) {
    if (token.usedAt().isEmpty() || token.usedAt().get().plus(MOMENT).isBefore(now)) {
      database
          .sql("update api_token set used_at = ? where id = ?")
          .params(sql(now), token.id())
          .update();
    }
  }

  /** A name is given once, so that it says for ever who has made it. */
  @Override
  public Optional<String> makerOf(String actor) {
    return ApiToken.name(actor).flatMap(this::madeBy);
  }

  private Optional<String> madeBy(String name) {
    return database
        .sql("select made_by from api_token where name = ?")
        .param(name)
        .query(String.class)
        .optional();
  }

  private Optional<ApiToken> find(String id) {
    return database
        .sql("select * from api_token where id = ?")
        .param(id)
        .query(ApiTokens::row)
        .optional();
  }

  private static ApiToken row(ResultSet row, int number) throws SQLException {
    return new ApiToken(
        row.getString("id"),
        row.getString("name"),
        List.of(row.getString("scopes").split(",", -1)),
        row.getString("made_by"),
        instant(row, "made_at").orElseThrow(),
        instant(row, "expires_at").orElseThrow(),
        instant(row, "used_at"),
        instant(row, "revoked_at"),
        Optional.ofNullable(row.getString("revoked_by")));
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static OffsetDateTime sql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
