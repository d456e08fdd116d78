package io.siteswap.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.CorrelationId;
import io.siteswap.plan.Change;
import io.siteswap.plan.EvacuateVm;
import io.siteswap.plan.Plan;
import io.siteswap.site.StretchClusters;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that an older version has filled leads home as well. */
class UpgradeTest {
  private static final String BEFORE_THE_RECORD = "5";
  private static final Instant PAST = Instant.parse("2026-11-20T03:00:00Z");

  private static final String PAST_RUN = "aaaaaaaa-0000-0000-0000-000000000001";
  private static final String HOME = "aaaaaaaa-0000-0000-0000-000000000002";
  private static final String AWAY = "aaaaaaaa-0000-0000-0000-000000000003";

  private final LedgerRig rig = new LedgerRig(2, 6);

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void onH2() {
    var source = new JdbcDataSource();
    source.setUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    assertLeadsHome(source);
  }

  @Test
  void onPostgres() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      assertLeadsHome(postgres.getPostgresDatabase());
    }
  }

  private void assertLeadsHome(DataSource source) {
    Flyway.configure().dataSource(source).target(BEFORE_THE_RECORD).load().migrate();
    JdbcClient database = JdbcClient.create(source);
    Plan plan = rig.failover();
    run(database, PAST_RUN, "fail-over-site", plan, "siteFailedOver", PAST);
    run(database, HOME, "fail-back-site", plan, "siteFailedBack", PAST.plusSeconds(3600));
    run(database, AWAY, "fail-over-site", plan, "siteFailedOver", PAST.plusSeconds(7200));
    leaveNorth(plan);

    Flyway.configure().dataSource(source).load().migrate();

    assertThat(
            database
                .sql("select id, accounted from run")
                .query((row, number) -> Map.entry(row.getString(1), row.getBoolean(2)))
                .list())
        .as("what was before the last complete return is past")
        .containsExactlyInAnyOrder(
            Map.entry(PAST_RUN, true), Map.entry(HOME, true), Map.entry(AWAY, false));
    AwayFromHome away = away(database, source);
    away.look(rig.cluster, rig.look());
    assertThat(away.of("demo")).allMatch(it -> it.runId().equals(AWAY));
    assertThat(away.of("demo").stream().map(Away::name).collect(Collectors.toSet()))
        .contains("north-1", "north-2", "db-1", "app-1")
        .doesNotContain("south-1", "south-2");
    assertThat(away.home(rig.cluster, rig.cluster.primary()).places())
        .as("each VM to the host that it ran on")
        .allMatch(place -> place.host().name().startsWith("north"))
        .hasSize(6);
  }

  private void leaveNorth(Plan plan) {
    List.of("north-1", "north-2")
        .forEach(
            host -> rig.manager().deactivate(rig.host(host), "drill", new CorrelationId(host)));
    rig.pass(Duration.ofMinutes(10));
    assertThat(plan.changes()).filteredOn(EvacuateVm.class::isInstance).hasSize(6);
    assertThat(rig.look().vms()).allMatch(vm -> vm.host().orElseThrow().name().startsWith("south"));
  }

  private AwayFromHome away(JdbcClient database, DataSource source) {
    var batches = new JdbcTemplate(source);
    InstantSource clock = () -> PAST.plusSeconds(9000);
    var plans = new Plans(database);
    var journal = new Journal(database, batches, clock, event -> {});
    var runs = new Runs(database, plans, journal, clock);
    var entries = new Entries(new EntryRows(database, batches, plans), plans);
    return new AwayFromHome(
        database, batches, runs, entries, new StretchClusters(List.of(rig.cluster)));
  }

  /** As it was written then: the plan with the run, and each change with all that it is. */
  private static void run(
      JdbcClient database, String id, String runbook, Plan plan, String outcome, Instant at) {
    database
        .sql(
            "insert into run (id, runbook, cluster, site, ticket, reason, started_by, started_at,"
                + " outcome, ended_at, plan, fingerprint) values (?, ?, 'demo', 'north', 'CHG1',"
                + " 'x', 'operator', ?, ?, ?, ?, ?)")
        .params(
            id,
            runbook,
            Instants.toSql(at),
            outcome,
            Instants.toSql(at.plusSeconds(600)),
            Json.write(plan),
            plan.fingerprint().value())
        .update();
    int number = 0;
    for (var phase : plan.phases()) {
      for (Change change : phase.changes()) {
        number++;
        change(database, id, number, phase.id(), change, at);
      }
    }
  }

  private static void change(
      JdbcClient database, String run, int number, String phase, Change change, Instant at) {
    database
        .sql(
            "insert into change (run_id, number, phase, object_type, object_id, object_name,"
                + " action, before_state, after_state, body, state, attempt, requested_at,"
                + " answered_at, seen_at, seen, undo_attempt)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'done', 1, ?, ?, ?, 'so', 0)")
        .params(
            run,
            number,
            phase,
            change.object().type(),
            change.object().id(),
            change.object().name(),
            change.action(),
            change.before(),
            change.after(),
            Json.write(change),
            Instants.toSql(at),
            Instants.toSql(at),
            Instants.toSql(at))
        .update();
  }
}
