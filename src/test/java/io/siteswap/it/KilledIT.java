package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Siteswap is killed (kill -9, a real process) in the steps of a run and started again: the run
 * goes on where it was, and nothing that holds already is asked for twice. The twin lives in a
 * process of its own, which counts what it was asked for.
 */
class KilledIT {
  private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(15);
  // Slow enough to be killed in the middle of something, fast enough to see it end.
  private static final double SLOW = 0.5;
  private static final double FAST = 30;

  private static final List<String> LOST = List.of("north-1", "north-2", "north-3");
  // Longer than the storage counts what a dead host held as held.
  private static final Duration LEASES_GONE = Duration.ofSeconds(150);

  @RegisterExtension static final Processes processes = new Processes();

  // Of a test that has passed, for the next one: what failed leaves its runs open.
  private static Optional<SiteswapProcess> idle = Optional.empty();
  private static TwinWorld worldOfIdle;

  private TwinWorld world;
  private SiteswapProcess siteswap;
  private String run = "";

  @Test
  void failsOverAndBackThoughKilledInItsSteps() {
    givenIdleTwinAndSiteswap();
    Map<String, String> before = world.places();

    killedWhileThePlanIsDrawnUp();
    siteswap.decide("approvePlan", "approver-1", "approve");
    killedWhileTheSpmMoves();
    killedWhileTheHostsAreAsked();
    killedWhileTheHostsEmpty();

    thenTheSiteIsEmpty();
    assertThat(world.asked("POST", "/forceselectspm")).isEqualTo(1);
    assertThat(world.asked("POST", "/deactivate")).isEqualTo(3);
    thenEachVmMovedOnce();

    world.countAnew();
    world.speed(SLOW);
    run = siteswap.run("fail-back-site", "north", "CHG2");
    siteswap.decide("confirmReplication", "operator", "approve");
    killedWhileHostsReturn();
    killedWhileVmsComeHome();

    siteswap.awaitState(run, "siteFailedBack");
    assertThat(world.places()).isEqualTo(before);
    assertThat(world.asked("POST", "/activate")).isEqualTo(3);
    assertThat(world.asked("POST", "/forceselectspm")).isEqualTo(1);
    // The affinity enforcer brings some home by itself, and those are not asked for.
    assertThat(world.asked("POST", "/migrate")).isBetween(3, 30);
    assertThat(world.migrations()).hasSize(24);
    // A VM that the enforcer took elsewhere meanwhile is asked for once more.
    siteswap
        .changes(run)
        .forEach(
            change ->
                assertThat(change.get("attempt").asInt())
                    .as("%s", change)
                    .isBetween(1, change.get("type").asText().equals("vm") ? 2 : 1));
    thenTheyAreIdle();
  }

  @Test
  void failsOverOnPostgresThoughKilled() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      givenTwinAndSiteswap(
          "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
          "--spring.datasource.username=postgres",
          "--spring.datasource.password=postgres");
      run = siteswap.run("fail-over-site", "north", "CHG1");
      siteswap.awaitTask("approvePlan");

      killedRightAfterTheApproval();
      world.fault("{'method':'POST','path':'/hosts/*/deactivate','times':3,'delayMillis':3000}");
      world.speed(FAST);
      killedWhileTheHostsAreAsked();
      world.speed(FAST);

      thenTheSiteIsEmpty();
      assertThat(world.asked("POST", "/forceselectspm")).isEqualTo(1);
      assertThat(world.asked("POST", "/deactivate")).isEqualTo(3);
      thenEachVmMovedOnce();
      siteswap.close();
    }
  }

  @Test
  void recoversALostSiteThoughKilledInItsSteps() {
    givenIdleTwinAndSiteswap();
    world.lose("north");
    world.pass(LEASES_GONE, SLOW);
    run = siteswap.run("recover-lost-site", "north", "CHG1");

    siteswap.attest("approver-1", LOST);
    killedBetweenTheAttestations();
    killedWhileTheSpmHostIsConfirmed();
    killedWhileVmsAreBroughtUp();

    thenTheSiteIsRecovered();
    assertThat(world.asked("POST", "/fence")).isEqualTo(LOST.size());
    // The others are restarted by the Manager.
    assertThat(world.asked("POST", "/start")).isEqualTo(6);
    assertThat(siteswap.changes(run).findValuesAsText("attempt")).containsOnly("1");
    thenTheyAreIdle();
  }

  /** The calls did not reach the Manager before the death, so they are asked for once more. */
  @Test
  void undoesThoughKilledTogetherWithTheEmbeddedTwin() {
    int port = Processes.freePort();
    Path data = processes.folder();
    siteswap =
        processes.siteswap(data, "--siteswap.twin.port=" + port, "--siteswap.twin.speed=" + FAST);
    siteswap.start();
    world = new TwinWorld(URI.create("http://127.0.0.1:" + port + "/ovirt-engine/api"));
    Map<String, String> before = world.places();
    run = siteswap.run("fail-over-site", "north", "CHG1");
    world.fault(
        "{'method':'POST','path':'/hosts/north-3/deactivate','status':409,"
            + "'detail':'Cannot switch Host to Maintenance mode.'}");
    siteswap.decide("approvePlan", "approver-1", "approve");
    siteswap.awaitTask("decideOnRefusedChanges");
    Map<String, String> failedOver = world.places();
    world.fault("{'method':'POST','path':'/hosts/*/activate','delayMillis':60000}");
    siteswap.decide("decideOnRefusedChanges", "operator", "undo");
    awaitWorld("a host is asked to return", () -> world.met("/hosts/*/activate") == 1);

    killed(
        "while undoing",
        () -> assertThat(world.spm()).startsWith("south"),
        world::noFaults,
        () -> world.asked("POST", "/activate") > 0);

    assertThat(failedOver).isNotEqualTo(before);
    siteswap.awaitState(run, "failoverUndone");
    assertThat(world.hostStates("north")).containsOnly("up");
    assertThat(world.spm()).startsWith("north");
    // Two hosts were to return; the one that returned before the death is not asked again.
    assertThat(world.asked("POST", "/activate")).isBetween(1, 2);
    // The affinity enforcer goes on in the meantime: what it put elsewhere is named, VM by VM.
    Map<String, String> after = world.places();
    assertThat(after.values()).allMatch(host -> host.startsWith("north"));
    assertThat(siteswap.run(run).get("differences").findValuesAsText("name"))
        .containsExactlyInAnyOrderElementsOf(
            before.keySet().stream().filter(vm -> !before.get(vm).equals(after.get(vm))).toList());
  }

  // --- the points of death ---------------------------------------------------------------------

  private void killedWhileThePlanIsDrawnUp() {
    world.fault("{'method':'GET','path':'/hosts','delayMillis':4000}");
    run = siteswap.run("fail-over-site", "north", "CHG1");
    awaitWorld("the survey is under way", () -> world.met("/hosts") == 1);
    killed("while the plan is drawn up", () -> siteswap.tasks("approvePlan").size() == 1);
  }

  private void killedRightAfterTheApproval() {
    world.speed(SLOW);
    siteswap.decide("approvePlan", "approver-1", "approve");
    killed("right after the approval", () -> world.asked("POST", "/forceselectspm") == 1);
  }

  private void killedWhileTheSpmMoves() {
    awaitWorld("the SPM is on its way", () -> siteswap.waitingFor(run).contains("SPM"));
    assertThat(siteswap.phase(run)).contains("moveSpm");
    world.fault("{'method':'POST','path':'/hosts/*/deactivate','times':3,'delayMillis':3000}");
    killed(
        "while the SPM moves",
        () -> {},
        () -> world.speed(FAST),
        () -> siteswap.phase(run).filter("putHostsIntoMaintenance"::equals).isPresent());
  }

  /** The calls have left, and are carried out when nobody is there any more to take the answer. */
  private void killedWhileTheHostsAreAsked() {
    awaitWorld("the hosts are asked", () -> world.met("/hosts/*/deactivate") == 3);
    world.speed(SLOW);
    killed(
        "after the calls, before their answers",
        () ->
            siteswap.waitingFor(run).contains("of 27 done")
                || siteswap.waitingFor(run).contains("preparing_for_maintenance"));
  }

  private void killedWhileTheHostsEmpty() {
    awaitWorld(
        "the hosts empty", () -> world.hostStates("north").contains("preparing_for_maintenance"));
    killed(
        "while the hosts empty",
        () -> {},
        () -> world.speed(FAST),
        () -> siteswap.state(run).equals("siteFailedOver"));
  }

  private void killedWhileHostsReturn() {
    world.fault("{'method':'POST','path':'/hosts/*/activate','times':3,'delayMillis':3000}");
    siteswap.decide("approvePlan", "approver-1", "approve");
    awaitWorld("the hosts are asked to return", () -> world.met("/hosts/*/activate") == 3);
    killed(
        "while hosts return to service",
        () -> {},
        () -> world.speed(FAST),
        () -> siteswap.phase(run).filter(phase -> !phase.contains("Host")).isPresent());
  }

  private void killedWhileVmsComeHome() {
    awaitWorld("VMs come home", () -> world.asked("POST", "/migrate") >= 2);
    world.speed(SLOW);
    int done = world.migrations().size();
    killed(
        "while VMs come home",
        () -> {},
        () -> world.speed(FAST),
        () -> world.migrations().size() > done);
  }

  private void killedBetweenTheAttestations() {
    killed(
        "between the attestations",
        () -> siteswap.shown("attestSiteDown", "attestation").contains("approver-1"));
    assertThat(world.asked("POST", "/fence")).isZero();
  }

  /** The call has left, and is carried out when nobody is there any more to take the answer. */
  private void killedWhileTheSpmHostIsConfirmed() {
    world.fault("{'method':'POST','path':'/hosts/*/fence','delayMillis':3000}");
    siteswap.attest("approver-2", LOST);
    awaitWorld("the SPM host is confirmed", () -> world.met("/hosts/*/fence") == 1);
    killed(
        "after the confirmation of the SPM host, before its answer",
        () -> world.fault("{'method':'POST','path':'/vms/*/start','times':3,'delayMillis':3000}"),
        () -> world.speed(FAST),
        () -> world.asked("POST", "/fence") > 1);
  }

  private void killedWhileVmsAreBroughtUp() {
    awaitWorld("VMs are started", () -> world.met("/vms/*/start") > 0);
    world.speed(SLOW);
    killed(
        "while VMs are brought up",
        () -> {},
        () -> world.speed(FAST),
        () -> siteswap.state(run).equals("siteRecovered"));
  }

  // --- how a death goes ------------------------------------------------------------------------

  private void killed(String when, BooleanSupplier goneOn) {
    killed(when, () -> {}, () -> {}, goneOn);
  }

  private void killed(String when, Runnable afterwards, Runnable disturb, BooleanSupplier goneOn) {
    siteswap.kill();
    siteswap.start();
    afterwards.run();
    disturb.run();
    JarProcess.await(
        "the run goes on after a kill " + when + ": " + siteswap.run(run), GOES_ON_WITHIN, goneOn);
    System.out.printf(
        "killed %s: ready again after %d ms, went on %d ms later%n",
        when,
        siteswap.startToReady().toMillis(),
        Duration.between(siteswap.readyAt(), Instant.now()).toMillis());
  }

  private void givenIdleTwinAndSiteswap() {
    if (idle.isEmpty()) {
      givenTwinAndSiteswap();
      return;
    }
    siteswap = idle.get();
    idle = Optional.empty();
    world = worldOfIdle;
    world.noFaults();
    world.renew(3, 24);
    world.countAnew();
    world.speed(SLOW);
  }

  private void thenTheyAreIdle() {
    idle = Optional.of(siteswap);
    worldOfIdle = world;
  }

  private void givenTwinAndSiteswap(String... settings) {
    TwinProcess twin = processes.twin("--siteswap.twin.speed=" + SLOW);
    world = twin.world();
    siteswap = processes.siteswap(SiteswapProcess.and(SiteswapProcess.with(twin.api()), settings));
    siteswap.start();
  }

  private static void awaitWorld(String what, BooleanSupplier condition) {
    JarProcess.await(what, Duration.ofSeconds(60), condition);
  }

  private void thenTheSiteIsEmpty() {
    siteswap.awaitState(run, "siteFailedOver");
    assertThat(world.hostStates("north")).containsOnly("maintenance");
    assertThat(world.spm()).startsWith("south");
    assertThat(world.places().values()).allMatch(host -> host.startsWith("south"));
  }

  private void thenTheSiteIsRecovered() {
    siteswap.awaitState(run, "siteRecovered");
    assertThat(world.lives().values()).hasSize(24).allMatch(life -> life.startsWith("up on south"));
    assertThat(world.hostStates("north")).containsOnly("maintenance");
    assertThat(world.spm()).startsWith("south");
    assertThat(world.runningTwice()).isZero();
  }

  private void thenEachVmMovedOnce() {
    System.out.println("migrations per VM: " + world.migrations());
    assertThat(world.migrations()).hasSize(24);
    assertThat(world.migrations().values()).allMatch(count -> count == 1);
  }
}
