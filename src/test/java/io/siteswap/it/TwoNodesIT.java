package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two Siteswaps on one PostgreSQL: each run is watched by one of them, and when that one is killed
 * or halted the other goes on. The clock of one is five minutes ahead.
 */
class TwoNodesIT {
  private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(20);
  private static final Duration ERROR = Duration.ofMinutes(5);
  private static final double SLOW = 0.3;
  private static final double FAST = 30;

  @RegisterExtension final Processes processes = new Processes();

  private EmbeddedPostgres postgres;
  private JdbcClient database;
  private TwinWorld world;
  private SiteswapProcess right;
  private SiteswapProcess ahead;
  private String run = "";

  @BeforeEach
  void twoThatStartAtTheSameInstantOnAnEmptyDatabase() throws IOException {
    postgres = EmbeddedPostgres.start();
    database = JdbcClient.create(postgres.getPostgresDatabase());
    TwinProcess twin = processes.twin("--siteswap.twin.speed=" + SLOW);
    world = twin.world();
    right = node("right", twin, Jar.unpacked());
    Path folder = processes.folder();
    ahead =
        node(
            "ahead",
            twin,
            Stream.concat(WrongClock.ahead(ERROR, folder).stream(), Jar.unpacked().stream())
                .toList());
    right.spawn();
    ahead.spawn();
    right.awaitReady();
    ahead.awaitReady();
    System.out.printf(
        "two on an empty database: ready after %d and %d ms%n",
        right.startToReady().toMillis(), ahead.startToReady().toMillis());
  }

  private SiteswapProcess node(String name, TwinProcess twin, List<String> java) {
    return processes.siteswap(
        processes.folder(),
        java,
        SiteswapProcess.and(
            SiteswapProcess.with(twin.api()),
            "--siteswap.runbook.node=" + name,
            "--siteswap.people.approver-3.password=drill-approver-3",
            "--siteswap.people.approver-3.groups[0]=dr-approvers",
            "--siteswap.approvals.table=" + twoMustApprove(),
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=postgres"));
  }

  /** The table that comes with Siteswap, but for how many its last row asks. */
  private Path twoMustApprove() {
    try {
      String table = Files.readString(Path.of("processes/who-must-approve.dmn"));
      int one = table.lastIndexOf("<text>1</text>");
      return Files.writeString(
          processes.folder().resolve("two-must-approve.dmn"),
          table.substring(0, one) + "<text>2</text>" + table.substring(one + 14));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() throws IOException {
    right.close();
    ahead.close();
    postgres.close();
  }

  @Test
  void standInForEachOther() {
    thenWhatIsMadeAtTheStartIsThereOnce();
    run = ahead.run("fail-over-site", "north", "CHG1");
    bothApproveAtTheSameInstant();
    thenTimeIsThatOfTheDatabase();
    awaitWatcher();
    thenOneWatches();

    haltedWhileTheSpmMoves();
    haltedWhileTheHostsAreAsked();
    killedWhileTheHostsEmpty();

    SiteswapProcess survivor = right.isAlive() ? right : ahead;
    survivor.awaitState(run, "siteFailedOver");
    assertThat(world.hostStates("north")).containsOnly("maintenance");
    assertThat(world.asked("POST", "/forceselectspm")).isEqualTo(1);
    assertThat(world.asked("POST", "/deactivate")).isEqualTo(3);
    assertThat(world.migrations().values()).hasSize(24).allMatch(count -> count == 1);
  }

  private void thenWhatIsMadeAtTheStartIsThereOnce() {
    assertThat(count("select count(*) from act_re_deployment")).isEqualTo(1);
    assertThat(count("select max(version_) from act_re_procdef")).isEqualTo(1);
    assertThat(count("select count(*) from act_ru_filter")).isEqualTo(2);
  }

  /** One person at both nodes counts once; of two people the second is told who was first. */
  private void bothApproveAtTheSameInstant() {
    List<Rest.Answer> ofOne = approveTogether("approver-1", "approver-1");
    assertThat(refused(ofOne).status()).isIn(403, 409);
    assertThat(refused(ofOne).body()).contains("approver-1 ");
    assertThat(voices()).containsExactly("approver-1");
    assertThat(isApproved()).isFalse();

    Rest.Answer second = refused(approveTogether("approver-2", "approver-3"));
    assertThat(second.status()).as(second.body()).isEqualTo(409);
    assertThat(second.body())
        .containsPattern("approver-[23] was first at 'Approve plan', at .*: approve: drilled");
    assertThat(voices()).hasSize(2).contains("approver-1");
    assertThat(isApproved()).isTrue();
  }

  private List<String> voices() {
    return database.sql("select who from approval_voice order by who").query(String.class).list();
  }

  private boolean isApproved() {
    return count("select count(*) from run where approved_fingerprint is not null") == 1;
  }

  /** Of two of which one was taken. */
  private static Rest.Answer refused(List<Rest.Answer> answers) {
    assertThat(answers).extracting(Rest.Answer::status).containsOnlyOnce(204);
    return answers.stream().filter(answer -> answer.status() != 204).findFirst().orElseThrow();
  }

  private List<Rest.Answer> approveTogether(String one, String other) {
    String task = right.awaitTask("approvePlan");
    String fingerprint = right.shown("approvePlan", "fingerprint");
    return together(
        () -> approve(right, one, task, fingerprint),
        () -> approve(ahead, other, task, fingerprint));
  }

  private static Rest.Answer approve(
      SiteswapProcess node, String approver, String task, String fingerprint) {
    return node.as(approver)
        .post(
            "/engine-rest/task/" + task + "/complete",
            SiteswapProcess.variables(
                Map.of("decision", "approve", "comment", "drilled", "fingerprint", fingerprint)));
  }

  /** Each node has found the task open before either of them has written anything down. */
  private List<Rest.Answer> together(Supplier<Rest.Answer> one, Supplier<Rest.Answer> other) {
    List<CompletableFuture<Rest.Answer>> answers;
    try (Connection held = postgres.getPostgresDatabase().getConnection()) {
      held.setAutoCommit(false);
      held.createStatement().executeQuery("select id from run for update").close();
      answers = Stream.of(one, other).map(CompletableFuture::supplyAsync).toList();
      await(
          "both have read the task",
          () ->
              count(
                      "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                          + " and query like '%from run where id%for update%'")
                  >= 2);
      held.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private void thenTimeIsThatOfTheDatabase() {
    assertThat(shownBy(ahead)).isCloseTo(Instant.now().plus(ERROR), within(1, ChronoUnit.MINUTES));
    assertThat(shownBy(right)).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    Instant started = Instant.parse(ahead.run(run).get("startedAt").asText());
    assertThat(started).isBetween(Instant.now().minusSeconds(60), Instant.now());
    // The engine's own.
    assertThat(
            database
                .sql("select start_time_ from act_hi_procinst where proc_inst_id_ = ?")
                .param(run)
                .query(OffsetDateTime.class)
                .single()
                .toInstant())
        .isCloseTo(started, within(5, ChronoUnit.SECONDS));
    // Of what is told to the outside.
    assertThat(
            database
                .sql("select max(execution_time) from outbox_wake")
                .query(OffsetDateTime.class)
                .single()
                .toInstant())
        .isBefore(Instant.now().plus(ERROR.dividedBy(2)));
  }

  /** What the machine of a node takes for the time: its web server says so with each answer. */
  private static Instant shownBy(SiteswapProcess node) {
    try {
      URI page = node.url().resolve("/actuator/health/db");
      String date =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
              .headers()
              .firstValue("Date")
              .orElseThrow();
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** However often both have looked. */
  private void thenOneWatches() {
    Set<String> seen = new HashSet<>();
    int looks = lookedAt();
    await(
        "both look",
        () -> {
          watcher().ifPresent(seen::add);
          return lookedAt() >= looks + 5;
        });
    assertThat(seen).hasSize(1);
  }

  private int lookedAt() {
    return world.asked("GET", "/hosts");
  }

  private void haltedWhileTheSpmMoves() {
    SiteswapProcess halted = nodeOf(awaitWatcher());

    halted("while the SPM moves", halted);

    assertThat(halted.phase(run)).contains("moveSpm");
    assertThat(world.asked("POST", "/forceselectspm")).isEqualTo(1);
  }

  /** In the middle of a step, which is a job: its calls have left, and nobody takes the answers. */
  private void haltedWhileTheHostsAreAsked() {
    world.fault("{'method':'POST','path':'/hosts/*/deactivate','times':3,'delayMillis':3000}");
    world.speed(FAST);
    await("the hosts are asked", () -> world.met("/hosts/*/deactivate") == 3);
    world.speed(SLOW);

    halted("while the hosts are asked", nodeOf(worker("act_ru_job", "lock_owner_").orElseThrow()));

    assertThat(world.asked("POST", "/deactivate")).isEqualTo(3);
  }

  private void halted(String when, SiteswapProcess node) {
    node.halt();
    thenTheOtherWatches("halted " + when, node);
    node.wake();
    JarProcess.await(
        "who was halted takes part again",
        GOES_ON_WITHIN,
        () -> count("select count(*) from node where worker is not null") == 2);
  }

  private void killedWhileTheHostsEmpty() {
    SiteswapProcess killed = nodeOf(awaitWatcher());
    assertThat(world.hostStates("north")).contains("preparing_for_maintenance");
    killed.kill();
    thenTheOtherWatches("killed while the hosts empty", killed);
    world.speed(FAST);
  }

  private void thenTheOtherWatches(String what, SiteswapProcess gone) {
    Duration taken =
        JarProcess.await(
            "the other watches",
            GOES_ON_WITHIN,
            () -> watcher().filter(worker -> nodeOf(worker) == other(gone)).isPresent());
    System.out.printf("%s: the other watches after %d ms%n", what, taken.toMillis());
  }

  private String awaitWatcher() {
    await("somebody watches", () -> watcher().isPresent());
    return watcher().orElseThrow();
  }

  private Optional<String> watcher() {
    return worker("act_ru_ext_task", "worker_id_");
  }

  private Optional<String> worker(String table, String column) {
    return database
        .sql("select %s from %s where %s is not null".formatted(column, table, column))
        .query(String.class)
        .list()
        .stream()
        .findFirst();
  }

  private int count(String sql) {
    return database.sql(sql).query(Integer.class).single();
  }

  private SiteswapProcess nodeOf(String worker) {
    return Map.of("right", right, "ahead", ahead).get(worker.replaceAll("/.*", ""));
  }

  private SiteswapProcess other(SiteswapProcess node) {
    return node == right ? ahead : right;
  }

  private static void await(String what, BooleanSupplier condition) {
    JarProcess.await(what, Duration.ofSeconds(60), condition);
  }
}
