package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The largest cluster that is supported, carried by the jar as people start it, in 512 MB: prints
 * how it compares with the same by hand, through the same REST API and against the same twin. Not
 * one of the tests, as it takes half an hour: docs/performance.md has the command.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class BenchmarkFullSize {
  private static final int HOSTS = Integer.getInteger("benchmark.hosts", 50);
  private static final int VMS = Integer.getInteger("benchmark.vms", 4_000);
  private static final double SPEED = Integer.getInteger("benchmark.speed", 10);
  private static final boolean ON_POSTGRES =
      System.getProperty("benchmark.database", "h2").equals("postgresql");

  private static final Duration LONGEST = Duration.ofMinutes(40);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final String NO_AUDITS = "--siteswap.readiness.every=PT24H";
  private static final List<String> AS_STARTED_BY_PEOPLE =
      Stream.concat(Stream.of("-XX:TieredStopAtLevel=4", "-Xmx512m"), Jar.asItIs().stream())
          .toList();

  /** By then the Manager calls the hosts non responsive, and leases on storage have expired. */
  private static final Duration SILENT_FOR = Duration.ofSeconds(160);

  private static final List<String> TABLE = new ArrayList<>();
  private static EmbeddedPostgres postgres;

  @RegisterExtension final Processes processes = new Processes();
  private TwinProcess twin;

  @BeforeAll
  static void startDatabase() throws IOException {
    postgres = ON_POSTGRES ? EmbeddedPostgres.start() : null;
    TABLE.add(
        "| figure, 2 x %d hosts, %d VMs, twin speed %.0f, %s, -Xmx512m | by hand | Siteswap |"
            .formatted(HOSTS, VMS, SPEED, ON_POSTGRES ? "PostgreSQL" : "H2"));
    TABLE.add("|---|---|---|");
  }

  @AfterAll
  static void printTable() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
    System.out.println(String.join("\n", TABLE));
  }

  private static void row(String figure, String byHand, String bySiteswap) {
    TABLE.add("| %s | %s | %s |".formatted(figure, byHand, bySiteswap));
    System.out.println(TABLE.get(TABLE.size() - 1));
  }

  // --- there and back --------------------------------------------------------------------------

  @Test
  void aFailoverByHandAndBySiteswapAndBack() {
    Path data = processes.folder();
    TwinWorld world = apart();
    SiteswapProcess siteswap = start(data, SiteswapProcess.with(world.url()));
    Used hand = used(siteswap, world, () -> failOverByHand(world));

    renew(world);
    String run = drawnUp(siteswap, "fail-over-site", "north", "plan drawn up");
    opened(siteswap, run);
    Used own =
        used(
                siteswap,
                world,
                () -> {
                  approve(siteswap, "the approver's click");
                  awaitEnd(siteswap, run, "siteFailedOver");
                })
            .until(ended(siteswap, run));
    row("failover", seconds(hand.wall()), seconds(own.wall()));
    row("over by hand", "", "%+.1f %%".formatted(percent(own.wall(), hand.wall())));
    row("CPU, with the twin's", seconds(hand.cpu()), seconds(own.cpu()));
    row("requests", "" + hand.requests(), "" + own.requests());
    row("database after the run", "", megabytes(data));
    row("page of the ended run", "", seconds(time(() -> page(siteswap, run))));
    row("its view in Chromium: diagram, story, changes", "", audited(siteswap, run));
    System.out.println(String.join("\n", world.requests()));
    System.out.println(String.join("\n", siteswap.steps(run)));

    String back = drawnUp(siteswap, "fail-back-site", "north", "failback's plan drawn up");
    Used returned =
        used(
            siteswap,
            world,
            () -> {
              approve(siteswap, "failback's click");
              awaitEnd(siteswap, back, "siteFailedBack");
            });
    row("failback", "", returned.toString());
    row("database after both runs", "", megabytes(data));
  }

  private void failOverByHand(TwinWorld world) {
    String spm = "south-1";
    world.act(spm, "forceselectspm");
    awaitEachSecond(
        () ->
            world.api("GET", "/hosts?search=name%3D" + spm, "").findValuesAsText("status").size()
                    > 0
                && isSpm(world, spm));
    List<String> ids = IntStream.rangeClosed(1, HOSTS).mapToObj(n -> "north-" + n).toList();
    JsonNode hosts = world.api("GET", "/hosts", "");
    ids.stream()
        .map(name -> CompletableFuture.runAsync(() -> deactivate(world, hosts, name)))
        .toList()
        .forEach(CompletableFuture::join);
    awaitEachSecond(() -> isEmpty(world));
  }

  private static boolean isSpm(TwinWorld world, String name) {
    return Stream.of(world.api("GET", "/hosts", "").get("host"))
        .flatMap(all -> IntStream.range(0, all.size()).mapToObj(all::get))
        .anyMatch(
            host ->
                host.path("name").asText().equals(name)
                    && host.path("spm").path("status").asText().equals("spm"));
  }

  private static void deactivate(TwinWorld world, JsonNode hosts, String name) {
    JsonNode all = hosts.get("host");
    String id =
        IntStream.range(0, all.size())
            .mapToObj(all::get)
            .filter(host -> host.path("name").asText().equals(name))
            .map(host -> host.path("id").asText())
            .findFirst()
            .orElseThrow();
    world.api("POST", "/hosts/" + id + "/deactivate", "{}");
  }

  /** What somebody looks at who wants to know: the hosts, and where the VMs are. */
  private static boolean isEmpty(TwinWorld world) {
    JsonNode hosts = world.api("GET", "/hosts", "").get("host");
    world.api("GET", "/vms", "");
    return IntStream.range(0, hosts.size())
        .mapToObj(hosts::get)
        .filter(host -> host.path("name").asText().startsWith("north-"))
        .allMatch(host -> host.path("status").asText().equals("maintenance"));
  }

  // --- what goes wrong -------------------------------------------------------------------------

  @Test
  void anUndoAfterARefusalAtTheLastHost() {
    TwinWorld world = apart();
    SiteswapProcess siteswap = start(processes.folder(), SiteswapProcess.with(world.url()));
    String last = "north-" + HOSTS;
    world.fault(
        "{'method':'POST','path':'/hosts/%s/deactivate','times':-1,'status':409}".formatted(last));
    String run = drawnUp(siteswap, "fail-over-site", "north", "plan of the undone run drawn up");
    approve(siteswap, "its click");
    siteswap.awaitTask("decideOnRefusedChanges");
    JarProcess.await(
        "all but the last are empty",
        LONGEST,
        () ->
            world.hostStates("north").stream().filter("maintenance"::equals).count() == HOSTS - 1);
    Used undone =
        used(
            siteswap,
            world,
            () -> {
              siteswap.decide("decideOnRefusedChanges", "operator", "undo");
              awaitEnd(siteswap, run, "failoverUndone");
            });
    row("undo after a refusal at the last host", "", undone.toString());
    assertThat(siteswap.run(run).get("differences")).isEmpty();
  }

  @Test
  void recoversALostSite() {
    TwinWorld world = apart();
    SiteswapProcess siteswap = start(processes.folder(), SiteswapProcess.with(world.url()));
    world.speed(1);
    world.lose("north");
    world.pass(SILENT_FOR, SPEED);
    List<String> lost = IntStream.rangeClosed(1, HOSTS).mapToObj(n -> "north-" + n).toList();
    String run = siteswap.run("recover-lost-site", "north", "INC1");
    siteswap.attest("approver-1", lost);
    Used recovered =
        used(
            siteswap,
            world,
            () -> {
              siteswap.attest("approver-2", lost);
              awaitEnd(siteswap, run, "siteRecovered");
            });
    row("recovery of a lost site", "", recovered.toString());
    assertThat(world.runningTwice()).isZero();
  }

  @Test
  void deploysToEveryVm() {
    TwinWorld world = apart();
    SiteswapProcess siteswap =
        start(
            processes.folder(),
            SiteswapProcess.and(
                SiteswapProcess.with(world.url()),
                "--siteswap.clusters.demo.vm-priorities[0].vms[0]=*",
                "--siteswap.clusters.demo.vm-priorities[0].priority=42"));
    String run = drawnUp(siteswap, "deploy-stretch-cluster", "", "deployment's plan drawn up");
    Used deployed =
        used(
            siteswap,
            world,
            () -> {
              approve(siteswap, "deployment's click");
              awaitEnd(siteswap, run, "clusterDeployed");
            });
    row("deployment of every VM", "", deployed.toString());
  }

  @Test
  void goesOnWhenKilledInTheMiddle() {
    TwinWorld world = apart();
    SiteswapProcess siteswap = start(processes.folder(), SiteswapProcess.with(world.url()));
    String run = drawnUp(siteswap, "fail-over-site", "north", "plan of the killed run drawn up");
    approve(siteswap, "its click");
    JarProcess.await(
        "half of the hosts are empty",
        LONGEST,
        () -> world.hostStates("north").stream().filter("maintenance"::equals).count() > HOSTS / 2);
    siteswap.kill();
    world.countAnew();
    Instant killed = Instant.now();
    siteswap.start();
    Duration ready = Duration.between(killed, Instant.now());
    JarProcess.await("it goes on", LONGEST, () -> world.asked("GET", "/vms") > 0);
    Duration going = Duration.between(killed, Instant.now());
    awaitEnd(siteswap, run, "siteFailedOver");
    row(
        "kill -9 in the middle",
        "",
        "ready again after %s, going on after %s".formatted(seconds(ready), seconds(going)));
    assertThat(world.asked("POST", "/deactivate")).isZero();
  }

  /** In a process of its own, so that what is measured is Siteswap's. */
  private TwinWorld apart() {
    twin = processes.roomyTwin();
    renew(twin.world());
    return twin.world();
  }

  // --- what they share -------------------------------------------------------------------------

  private SiteswapProcess start(Path data, String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.addAll(List.of(NO_AUDITS, "--siteswap.twin.port=" + Processes.freePort()));
    if (postgres != null) {
      args.addAll(
          List.of(
              "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", fresh()),
              "--spring.datasource.username=postgres",
              "--spring.datasource.password=postgres"));
    }
    return processes.siteswap(data, AS_STARTED_BY_PEOPLE, args.toArray(String[]::new)).start();
  }

  private static String current = "postgres";

  private static String fresh() {
    current = "siteswap_" + System.nanoTime();
    sql("postgres", "create database " + current);
    return current;
  }

  private static void sql(String name, String statement) {
    try (Connection connection = postgres.getDatabase("postgres", name).getConnection()) {
      connection.createStatement().execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void renew(TwinWorld world) {
    world.renew(HOSTS, VMS);
    world.noFaults();
    world.speed(SPEED);
  }

  private static String drawnUp(
      SiteswapProcess siteswap, String runbook, String site, String figure) {
    Instant asked = Instant.now();
    String run = siteswap.run(runbook, site, "CHG" + asked.toEpochMilli());
    if (runbook.equals("fail-back-site")) {
      siteswap.decide("confirmReplication", "operator", "approve");
    }
    siteswap.awaitTask("approvePlan");
    row(figure, "", seconds(Duration.between(asked, Instant.now())));
    return run;
  }

  private static void opened(SiteswapProcess siteswap, String run) {
    String task = siteswap.awaitTask("approvePlan");
    row(
        "its form opens",
        "",
        seconds(
            time(
                () ->
                    siteswap
                        .as("approver-1")
                        .get("/engine-rest/task/" + task + "/form-variables")
                        .ok())));
    row("its page opens", "", seconds(time(() -> page(siteswap, run))));
  }

  private static void page(SiteswapProcess siteswap, String run) {
    siteswap.as("approver-1").get("/runs/" + run).ok();
  }

  /** Until the diagram is marked and the story can be read. */
  private static String audited(SiteswapProcess siteswap, String run) {
    if (!Browser.isThere()) {
      return Browser.NOT_THERE;
    }
    try (Browser browser = Browser.open()) {
      Page page = browser.window(siteswap.url());
      page.navigate("/runs");
      page.getByLabel("Name").fill("operator");
      page.getByLabel("Password").fill("drill-operator");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
      page.locator("#runs tbody tr").first().waitFor();
      Duration took =
          time(
              () -> {
                page.navigate("/runs/" + run);
                page.locator(".sw-canvas g.sw-done[data-element-id=moveSpm]").waitFor();
                page.locator("#sw-story tr[tabindex]").first().waitFor();
              });
      page.locator("#sw-tab-changes").click();
      page.locator("#sw-changes tr[tabindex]").first().waitFor();
      return seconds(took);
    }
  }

  private static void approve(SiteswapProcess siteswap, String figure) {
    siteswap.awaitTask("approvePlan");
    row(figure, "", seconds(time(() -> siteswap.decide("approvePlan", "approver-1", "approve"))));
  }

  /** As by hand: somebody looks each second. */
  private static void awaitEnd(SiteswapProcess siteswap, String run, String state) {
    awaitEachSecond(
        () -> {
          if (!siteswap.isAlive()) {
            throw new AssertionError("Siteswap has ended:\n" + siteswap.log());
          }
          return siteswap.summary(run).get("endedAt").isTextual();
        });
    assertThat(siteswap.summary(run).get("state").asText()).isEqualTo(state);
  }

  /** In Siteswap's own words: up to a second before somebody who looks each second sees it. */
  private static Instant ended(SiteswapProcess siteswap, String run) {
    return Instant.parse(siteswap.summary(run).get("endedAt").asText());
  }

  private record Used(Instant began, Duration wall, Duration cpu, int requests) {
    Used until(Instant end) {
      return new Used(began, Duration.between(began, end), cpu, requests);
    }

    @Override
    public String toString() {
      return "%s, CPU %s, %d requests".formatted(seconds(wall), seconds(cpu), requests);
    }
  }

  /** The processor time of Siteswap and of the twin, which works for whoever asks it. */
  private Used used(SiteswapProcess siteswap, TwinWorld world, Runnable work) {
    world.countAnew();
    Duration before = siteswap.cpu().plus(twin.cpu());
    Instant began = Instant.now();
    Duration wall = time(work);
    return new Used(began, wall, siteswap.cpu().plus(twin.cpu()).minus(before), world.total());
  }

  private static Duration time(Runnable work) {
    Instant start = Instant.now();
    work.run();
    return Duration.between(start, Instant.now());
  }

  private static void awaitEachSecond(BooleanSupplier condition) {
    Instant latest = Instant.now().plus(LONGEST);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(latest)) {
        throw new AssertionError("not within " + LONGEST);
      }
      try {
        Thread.sleep(LOOK.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static double percent(Duration one, Duration other) {
    return 100.0 * (one.toMillis() - other.toMillis()) / other.toMillis();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private static String megabytes(Path data) {
    return "%d MB".formatted((postgres == null ? ofFile(data) : ofPostgres()) / 1_000_000);
  }

  private static long ofFile(Path data) {
    try {
      return Files.size(data.resolve("siteswap.mv.db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long ofPostgres() {
    try (Connection connection = postgres.getDatabase("postgres", current).getConnection();
        ResultSet size =
            connection
                .createStatement()
                .executeQuery("select pg_database_size('" + current + "')")) {
      size.next();
      return size.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
