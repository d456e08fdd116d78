package io.siteswap.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runs as a list: found, sorted and cut into pages by the database, without their plans. */
@Repository
public class RunList {
  /** By what a list may be sorted. */
  private static final Map<String, String> SORTED =
      Map.of(
          "started", "started_at",
          "ended", "ended_at",
          "runbook", "runbook",
          "cluster", "cluster",
          "ticket", "ticket",
          "startedBy", "started_by",
          "outcome", "outcome",
          "forecast", "forecast_seconds",
          "duration", "coalesce(ended_at, :now) - started_at");

  // The events stand alone, so that the index by them finds the few lines that say yes.
  private static final String APPROVED =
      "event in ('approvePlan', 'approveChangedPlan', 'attestSiteDown', 'plan-pre-approved')"
          + " and (event = 'plan-pre-approved' or detail like 'approve%'"
          + " or detail like 'attest%' or detail like 'breakGlass%')";

  private final JdbcClient database;
  private final InstantSource clock;

  RunList(JdbcClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Which runs, and in which order; what is empty is not asked.
   *
   * @param words that a run has somewhere in its line, in lower case
   * @param state open, waiting for people, ended, or the end that it reached
   * @param sort by what; by the start where it names nothing else
   */
  public record Wish(
      List<String> words,
      String runbook,
      String cluster,
      String state,
      String sort,
      boolean descending) {
    /** All of them, the newest first. */
    public static final Wish ALL = new Wish(List.of(), "", "", "", "started", true);
  }

  /**
   * A run in a list.
   *
   * @param forecast how long its plan was to take
   * @param approvedBy in that order
   */
  public record Line(
      String id,
      String runbook,
      String cluster,
      String site,
      String ticket,
      String reason,
      String startedBy,
      Instant startedAt,
      Optional<Instant> endedAt,
      Optional<String> outcome,
      Optional<String> waitingFor,
      Optional<Duration> forecast,
      List<String> approvedBy) {
    private Line with(List<String> approvers) {
      return new Line(
          id,
          runbook,
          cluster,
          site,
          ticket,
          reason,
          startedBy,
          startedAt,
          endedAt,
          outcome,
          waitingFor,
          forecast,
          approvers);
    }
  }

  public int count(Wish wish) {
    Where where = Where.of(wish);
    return database
        .sql("select count(*) from run" + where.text())
        .params(where.parameters())
        .query(Integer.class)
        .single();
  }

  public List<Line> some(Wish wish, int page, int size) {
    Query query = query(wish, page, size);
    List<Line> lines =
        database.sql(query.sql()).params(query.parameters()).query(RunList::line).list();
    Map<String, List<String>> approvers = approvers(lines);
    return lines.stream()
        .map(line -> line.with(approvers.getOrDefault(line.id(), List.of())))
        .toList();
  }

  record Query(String sql, Map<String, Object> parameters) {}

  Query query(Wish wish, int page, int size) {
    Where where = Where.of(wish);
    where.parameters().put("size", size);
    where.parameters().put("skipped", (long) page * size);
    where.parameters().put("now", Instants.toSql(clock.instant()));
    String order = SORTED.getOrDefault(wish.sort(), SORTED.get("started"));
    return new Query(
        "select id, runbook, cluster, site, ticket, reason, started_by, started_at,"
            + " ended_at, outcome, waiting_for, forecast_seconds from run"
            + where.text()
            + " order by %s %s, id limit :size offset :skipped"
                .formatted(order, wish.descending() ? "desc" : "asc"),
        where.parameters());
  }

  private Map<String, List<String>> approvers(List<Line> lines) {
    if (lines.isEmpty()) {
      return Map.of();
    }
    record Approver(String run, String who) {}
    return database
        .sql(
            "select run_id, actor, min(sequence) as at from journal where run_id in (:runs)"
                + " and "
                + APPROVED
                + " group by run_id, actor order by at")
        .param("runs", lines.stream().map(Line::id).toList())
        .query((row, number) -> new Approver(row.getString("run_id"), row.getString("actor")))
        .list()
        .stream()
        .collect(groupingBy(Approver::run, mapping(Approver::who, toList())));
  }

  private record Where(List<String> parts, Map<String, Object> parameters) {
    static Where of(Wish wish) {
      Where where = new Where(new ArrayList<>(), new LinkedHashMap<>());
      where.is("runbook", wish.runbook());
      where.is("cluster", wish.cluster());
      where.state(wish.state());
      wish.words().forEach(where::word);
      return where;
    }

    private void is(String column, String value) {
      if (!value.isEmpty()) {
        parts.add(column + " = :" + column);
        parameters.put(column, value);
      }
    }

    private void state(String state) {
      switch (state) {
        case "" -> {}
        case "open" -> parts.add("outcome is null");
        case "waiting" -> parts.add("outcome is null and waiting_for like 'people%'");
        case "ended" -> parts.add("outcome is not null");
        default -> is("outcome", state);
      }
    }

    private void word(String word) {
      String name = "word" + parts.size();
      parts.add(
          "(lower(runbook || ' ' || replace(runbook, '-', ' ') || ' ' || cluster || ' ' || site"
              + " || ' ' || ticket || ' ' || reason || ' ' || started_by || ' '"
              + " || coalesce(outcome, '')) like :%s escape '!'".formatted(name)
              + " or id in (select run_id from journal where "
              + APPROVED
              + " and lower(actor) like :%s escape '!'))".formatted(name));
      parameters.put(name, "%" + word.replaceAll("([!%_])", "!$1") + "%");
    }

    String text() {
      return parts.isEmpty() ? "" : " where " + String.join(" and ", parts);
    }
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    return new Line(
        row.getString("id"),
        row.getString("runbook"),
        row.getString("cluster"),
        row.getString("site"),
        row.getString("ticket"),
        row.getString("reason"),
        row.getString("started_by"),
        Instants.of(row, "started_at").orElseThrow(),
        Instants.of(row, "ended_at"),
        Optional.ofNullable(row.getString("outcome")),
        Optional.ofNullable(row.getString("waiting_for")),
        Optional.ofNullable(row.getObject("forecast_seconds", Long.class)).map(Duration::ofSeconds),
        List.of());
  }
}
