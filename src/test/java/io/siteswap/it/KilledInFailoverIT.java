package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Killed in the steps of a failover, and then of the failback. */
class KilledInFailoverIT extends Deaths {
  @Test
  void failsOverAndBackThoughKilledInItsSteps() throws IOException {
    givenTwinAndSiteswap("--siteswap.approvals.table=" + tableThatAsksTwo());
    Map<String, String> before = world.places();

    killedWhileThePlanIsDrawnUp();
    killedBetweenTheApprovals();
    killedWhileTheSpmMoves();
    killedWhileTheHostsAreAsked();
    killedWhileTheHostsEmpty();

    thenTheSiteIsEmpty();
    assertThat(world.asked("POST", "/forceselectspm")).isEqualTo(1);
    assertThat(world.asked("POST", "/deactivate")).isEqualTo(3);
    thenEachVmMovedOnce();
    thenTheManagersPortalTellsItOnce();

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
  }

  /** Whoever is killed while he tells the Manager leaves nothing out, and says nothing twice. */
  private void thenTheManagersPortalTellsItOnce() {
    awaitWorld(
        "its job has ended",
        () -> world.jobsOf("CHG1").get(0).at("/status").asText().equals("finished"));
    List<JsonNode> jobs = world.jobsOf("CHG1");
    assertThat(jobs).hasSize(1);
    assertThat(jobs.get(0).at("/steps/step").findValuesAsText("description"))
        .containsExactlyInAnyOrder("Move the SPM", "Put hosts into maintenance", "Verify the site");
    assertThat(jobs.get(0).at("/steps/step").findValuesAsText("status")).containsOnly("finished");
    assertThat(world.eventsOf("CHG1"))
        .doesNotHaveDuplicates()
        .satisfiesOnlyOnce(event -> assertThat(event).contains("operator has begun it"))
        .satisfiesOnlyOnce(event -> assertThat(event).contains("is approved by approver-1"))
        .satisfiesOnlyOnce(event -> assertThat(event).contains("is approved by approver-2"))
        .satisfiesOnlyOnce(event -> assertThat(event).contains("has ended: Site failed over"));
  }

  private void killedWhileThePlanIsDrawnUp() {
    world.fault("{'method':'GET','path':'/hosts','delayMillis':4000}");
    run = siteswap.run("fail-over-site", "north", "CHG1");
    awaitWorld("the survey is under way", () -> world.met("/hosts") == 1);
    killed("while the plan is drawn up", () -> siteswap.tasks("approvePlan").size() == 1);
  }

  /** What one person has said is there when the next one is asked. */
  private void killedBetweenTheApprovals() {
    siteswap.decide("approvePlan", "approver-1", "approve");
    killed(
        "between the approvals",
        () -> siteswap.shown("approvePlan", "approval").contains("1 of 2 have approved"));
    assertThat(world.asked("POST", "/forceselectspm")).isZero();
    siteswap.decide("approvePlan", "approver-2", "approve");
  }

  private Path tableThatAsksTwo() throws IOException {
    String table = Files.readString(Path.of("processes", "who-must-approve.dmn"));
    String two =
        table.replaceFirst(
            "(?<before><outputEntry id=\"default_quorum\">\\s*<text>)1", "${before}2");
    assertThat(two).isNotEqualTo(table);
    return Files.writeString(processes.folder().resolve("who-must-approve.dmn"), two);
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
    siteswap.decide("approvePlan", "approver-2", "approve");
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
}
