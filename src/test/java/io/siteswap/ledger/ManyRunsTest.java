package io.siteswap.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.RunList.Wish;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** After 10,000 runs the list of them is as quick as after ten. */
class ManyRunsTest {
  private static final int RUNS = 10_000;
  private static final int LINES = 20;
  private static final int PAGE = 50;
  private static final Pattern READ = Pattern.compile("scanCount: (\\d+)");

  /** Many times of what is needed: a test is no benchmark. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  @Test
  void onH2() {
    var source = new JdbcDataSource();
    source.setUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    JdbcClient database = filled(source, "system_range(1, %d)");

    isQuick(database);
    assertThat(explained(database, asked("approver-7")).stream().mapToLong(ManyRunsTest::read))
        .as("rows of the runs and of the approvals, not of the journal")
        .allMatch(rows -> rows <= 4 * RUNS);
  }

  @Test
  void onPostgres() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      JdbcClient database =
          filled(postgres.getPostgresDatabase(), "generate_series(1, %d) as numbers(x)");

      isQuick(database);
      assertThat(explained(database, asked("approver-7")))
          .anyMatch(line -> line.contains("journal_by_event"));
    }
  }

  private static Wish asked(String word) {
    return new Wish(List.of(word), "", "", "", "duration", true);
  }

  private static void isQuick(JdbcClient database) {
    RunList list = new RunList(database, Instant::now);
    for (Wish wish :
        List.of(
            Wish.ALL,
            asked("approver-7"),
            asked("chg77"),
            new Wish(List.of(), "", "", "open", "ticket", false),
            new Wish(List.of(), "fail-over-site", "", "ended", "forecast", false))) {
      long began = System.nanoTime();
      List<RunList.Line> lines = list.some(wish, 1, PAGE);
      int found = list.count(wish);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      System.out.printf("%d of %d runs in %d ms: %s%n", found, RUNS, took.toMillis(), wish);
      assertThat(lines).hasSize(PAGE);
      assertThat(took).as("%s", wish).isLessThan(LONGEST);
    }
    assertThat(list.some(asked("approver-7"), 0, PAGE))
        .allMatch(line -> line.approvedBy().contains("approver-7"));
  }

  private static List<String> explained(JdbcClient database, Wish wish) {
    RunList.Query query = new RunList(database, Instant::now).query(wish, 0, PAGE);
    return database
        .sql("explain analyze " + query.sql())
        .params(query.parameters())
        .query(String.class)
        .list();
  }

  private static long read(String plan) {
    return READ.matcher(plan).results().mapToLong(rows -> Long.parseLong(rows.group(1))).sum();
  }

  /** Each run was approved by one of ten people, and most of its lines are of its changes. */
  private static JdbcClient filled(DataSource source, String numbers) {
    Flyway.configure().dataSource(source).load().migrate();
    JdbcClient database = JdbcClient.create(source);
    database
        .sql(
            "insert into run (id, runbook, cluster, site, ticket, reason, started_by, started_at,"
                + " outcome, ended_at, forecast_seconds)"
                + " select 'run-' || x, case mod(x, 2) when 0 then 'fail-over-site' else"
                + " 'fail-back-site' end, 'demo', 'north', 'CHG' || x, 'a drill', 'operator-' ||"
                + " mod(x, 5), %s, case mod(x, 20) when 0 then null else 'siteFailedOver' end, %s,"
                    .formatted(second("x"), second("x + 600"))
                + " mod(x, 1000) from "
                + numbers.formatted(RUNS))
        .update();
    database
        .sql(
            "insert into journal (sequence, run_id, at, actor, event, detail, previous_hash, hash)"
                + " select x, 'run-' || (1 + (x - 1) / %1$d), '2026-11-22T03:00:00Z',"
                    .formatted(LINES)
                + " case mod(x, %1$d) when 0 then 'approver-' || mod(x / %1$d, 10) else 'siteswap'"
                    .formatted(LINES)
                + " end, case mod(x, %1$d) when 0 then 'approvePlan' else 'change-done' end,"
                    .formatted(LINES)
                + " 'approve: a text as long as those that stand there', '', '' from "
                + numbers.formatted(RUNS * LINES))
        .update();
    database.sql("analyze").update();
    return database;
  }

  private static String second(String number) {
    return "timestamp with time zone '2026-01-01 00:00:00+00' + (%s) * interval '1' second"
        .formatted(number);
  }
}
