package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.plan.PlanDifference;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The world is no longer what was approved: nothing is done before people have approved again. */
class WorldChangedTest extends DrillTest {
  private static final Duration A_MOMENT = Duration.ofSeconds(8);

  @BeforeEach
  void smallWorld() {
    drill.world(2, 6);
  }

  @Test
  void asksAgainWhenAVmHasAppeared() {
    drill.elsewhere("vms", "app-1", "stop").after(A_MOMENT).start("fail-over-site", "north");
    drill.elsewhere("vms", "app-1", "start").after(A_MOMENT).approve("approver-1");

    assertAskedAgain("vm app-1: VM moves to south", false, true);
  }

  @Test
  void asksAgainWhenAVmHasGone() {
    drill.start("fail-over-site", "north");
    drill.elsewhere("vms", "app-1", "stop").after(A_MOMENT).approve("approver-1");

    assertAskedAgain("vm app-1: VM moves to south", true, false);
  }

  @Test
  void asksAgainWhenATargetHasGone() {
    drill.start("fail-over-site", "north");
    drill.elsewhere("hosts", "south-2", "deactivate").after(A_MOMENT).forgetRequests();
    drill.approve("approver-1");

    assertAskedAgain("host south-2: is up and takes VMs in", true, false);
  }

  @Test
  void doesNotMindVmsThatHopInsideTheSite() {
    drill.start("fail-over-site", "north");
    drill
        .twin()
        .api(
            "POST",
            "/vms/%s/migrate".formatted(drill.idOf("web-1")),
            "{\"host\":{\"id\":\"%s\"}}".formatted(drill.idOf("north-2")));
    drill.after(Duration.ofSeconds(20)).approve("approver-1").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
  }

  @Test
  void goesOnWithTheNewPlan() {
    drill.start("fail-over-site", "north");
    drill.elsewhere("vms", "app-1", "stop").after(A_MOMENT).approve("approver-1");
    String outdated = drill.run().fingerprint().orElseThrow();

    drill.approve("approver-2").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.run().approvedFingerprint()).contains(outdated);
    assertThat(drill.changes()).noneMatch(e -> e.change().object().name().equals("app-1"));
  }

  @Test
  void endsWithoutATraceWhenTheNewPlanIsRejected() {
    drill.start("fail-over-site", "north");
    drill.elsewhere("vms", "app-1", "stop").after(A_MOMENT);
    var before = drill.world();

    drill.approve("approver-1").decide("approveChangedPlan", "approver-1", "reject").untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).isEqualTo(before);
    assertThat(drill.actions()).isZero();
  }

  @Test
  void asksAgainBetweenTwoPhases() {
    changedWhileTheSpmMoves();

    assertThat(drill.run().planDifferences())
        .extracting(PlanDifference::what)
        .containsExactly("vm app-1: VM moves to south");
    assertThat(drill.requests("POST", "/hosts/{host}/deactivate")).isZero();

    drill.approve("approver-1").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.run().differences()).isEmpty();
  }

  @Test
  void undoesTheFirstPhaseWhenTheSecondIsRejected() {
    changedWhileTheSpmMoves().decide("approveChangedPlan", "approver-1", "reject").untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.inventory().spm().orElseThrow().name()).isEqualTo("north-1");
    assertThat(drill.hosts("north")).allMatch(host -> host.isUp());
    assertThat(drill.requests("POST", "/hosts/{host}/deactivate")).isZero();
  }

  private Drill changedWhileTheSpmMoves() {
    drill.start("fail-over-site", "north").approve("approver-1");
    return drill.elsewhere("vms", "app-1", "stop").untilTask("approveChangedPlan");
  }

  private void assertAskedAgain(String what, boolean approved, boolean now) {
    assertThat(drill.run().planDifferences())
        .containsExactly(new PlanDifference(what, approved, now));
    assertThat(drill.form().get("again").asBoolean()).isTrue();
    assertThat(drill.form().get("differences").findValuesAsText("what")).containsExactly(what);
    assertThat(drill.task("approveChangedPlan").getName()).isEqualTo("Approve changed plan");
    assertThat(drill.actions()).isZero();
  }
}
