package io.siteswap.ledger;

import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerProperties;
import io.siteswap.manager.Managers;
import io.siteswap.manager.NorthAndSouth;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.AsRecorded;
import io.siteswap.plan.Change;
import io.siteswap.plan.FailoverPlanner;
import io.siteswap.plan.Goal;
import io.siteswap.plan.Phase;
import io.siteswap.plan.Plan;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import io.siteswap.twin.Twin;
import io.siteswap.twin.TwinOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger by itself: its own database, a twin, and time in the test's hand; no engine. */
class LedgerRig implements AutoCloseable {
  private static final String RUN = "0a1b2c3d-0000-0000-0000-000000000000";
  static final String ONLY_PHASE = "onlyPhase";
  private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

  private Instant time = START;
  private final InstantSource clock = () -> time;
  private final Twin twin;
  final StretchCluster cluster;
  private final Managers managers;
  final JdbcClient database;
  final Runs runs;
  final Entries entries;
  final EntryRows rows;
  final LedgerWriter writer;
  final CarryOut carryOut;
  final Undo undo;
  private final TransactionTemplate transaction;
  final Inventory before;

  LedgerRig(int hosts, int vms) {
    twin =
        Twin.start(TwinOptions.defaults().withPort(0).withHostsPerSite(hosts).withVms(vms), clock);
    cluster = NorthAndSouth.cluster("demo", twin.api());
    var properties = managerProperties();
    var clusters = new StretchClusters(List.of(cluster));
    managers = new Managers(clusters, properties, clock);
    var source = new JdbcDataSource();
    source.setUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    Flyway.configure().dataSource(source).load().migrate();
    database = JdbcClient.create(source);
    var batches = new JdbcTemplate(source);
    var transactions = new DataSourceTransactionManager(source);
    transaction = new TransactionTemplate(transactions);
    var plans = new Plans(database);
    var journal = new Journal(database, batches, clock, event -> {});
    var ledger = new LedgerProperties(Duration.ofMinutes(15), 2, 5, 10, Duration.ofSeconds(10));
    runs = new Runs(database, plans, journal, clock);
    rows = new EntryRows(database, batches, plans);
    entries = new Entries(rows, plans);
    writer = new LedgerWriter(transactions, rows, runs, journal);
    var sheets = new Sheets(rows, entries);
    var driver = new PhaseDriver(writer, ledger, properties, clock);
    var away = new AwayFromHome(database, batches, runs, entries, clusters);
    carryOut = new CarryOut(runs, entries, sheets, writer, driver, away, clock);
    undo = new Undo(runs, entries, sheets, writer, driver, away, clock);
    before = look();
  }

  private static ManagerProperties managerProperties() {
    return new ManagerProperties(
        Duration.ofSeconds(5),
        10,
        Duration.ofMinutes(20),
        Duration.ofHours(12),
        Duration.ofMinutes(10));
  }

  Inventory look() {
    return managers.inventory(cluster);
  }

  HostRef host(String name) {
    return before.hosts().stream()
        .map(Host::ref)
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Manager manager() {
    return managers.of(cluster);
  }

  void pass(Duration some) {
    time = time.plus(some);
  }

  Plan failover() {
    return new FailoverPlanner(cluster, cluster.primary(), "a drill").plan(look());
  }

  /** A run with an approved plan. */
  Plan approved() {
    return approved(failover());
  }

  /** A run of one phase, with these changes approved. */
  Plan approved(Change... changes) {
    Goal anything = new AsRecorded(List.of(), Optional.empty(), List.of(), List.of());
    return approved(
        new Plan(
            List.of(new Phase(ONLY_PHASE, List.of(changes)), new Phase("verifySite", List.of())),
            List.of(),
            List.of(),
            anything,
            List.of()));
  }

  private Plan approved(Plan plan) {
    runs.open(new Opening(RUN, "fail-over-site", "demo", "north", "CHG1", "a drill", "operator"));
    plan(plan, plan.phases().get(0).id());
    runs.approved(RUN, plan.fingerprint().value());
    return plan;
  }

  void plan(Plan plan, String fromPhase) {
    transaction.executeWithoutResult(
        status -> {
          runs.drawnUp(RUN, plan, List.of(), List.of(), List.of());
          entries.plan(RUN, plan, fromPhase);
        });
  }

  void begin(String phase) {
    carryOut.begin(RUN, phase, look(), manager());
  }

  /** One second, and a look. */
  Outcome tick(String phase) {
    pass(Duration.ofSeconds(1));
    return carryOut.look(
        RUN, phase, (needed, following) -> managers.glance(cluster, needed, following), manager());
  }

  Outcome untilNoLongerWaiting(String phase) {
    Outcome outcome = tick(phase);
    for (int looks = 0; looks < 3_000 && outcome.is(Outcome.Kind.WAITING); looks++) {
      outcome = tick(phase);
    }
    return outcome;
  }

  Outcome undone(String phase) {
    undo.begin(RUN, phase, look(), manager());
    Outcome outcome = Outcome.waiting("");
    for (int looks = 0; looks < 3_000 && outcome.is(Outcome.Kind.WAITING); looks++) {
      pass(Duration.ofSeconds(1));
      outcome =
          undo.look(
              RUN,
              phase,
              (needed, following) -> managers.glance(cluster, needed, following),
              manager());
    }
    return outcome;
  }

  /** As a step of the engine does it. */
  void inStep(Runnable work) {
    transaction.executeWithoutResult(status -> work.run());
  }

  Run run() {
    return runs.get(RUN);
  }

  String runId() {
    return RUN;
  }

  List<Entry> changes() {
    return entries.of(RUN);
  }

  Entry change(String object) {
    return changes().stream()
        .filter(entry -> entry.change().object().name().equals(object))
        .findFirst()
        .orElseThrow();
  }

  int storedChanges() {
    return database.sql("select count(*) from change").query(Integer.class).single();
  }

  long revision() {
    return rows.head(RUN).orElseThrow().revision();
  }

  /** The process ended between a call and its answer, or before the call left. */
  void forgetAnswers() {
    database.sql("update change set answered_at = null where state = 'requested'").update();
    database.sql("update run set ledger_revision = ledger_revision + 1").update();
  }

  void fault(String json) {
    control("POST", "/twin/faults", json);
  }

  private void control(String method, String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(twin.api().resolve(path))
            .method(method, BodyPublishers.ofString(json))
            .header("Content-Type", "application/json")
            .build();
    try {
      var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    managers.close();
    twin.close();
    database.sql("shutdown").update();
  }
}
