package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.plan.PlanDifference;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host is lost between the look at the plan and its approval. */
class LostMeanwhileTest extends DrillTest {
  /** So many seconds later the Manager calls it connecting, or non_responsive. */
  @ParameterizedTest
  @CsvSource({
    "north-2,30",
    "north-2,200",
    "north-1,30",
    "north-1,200",
    "south-2,30",
    "south-2,200"
  })
  void peopleAreAskedAgainBeforeAnythingIsDone(String host, int seconds) {
    drill.start("fail-over-site", "north");
    drill.loseHost(host).later(Duration.ofSeconds(seconds)).forgetRequests();

    drill.approve("approver-1");

    assertThat(drill.run().planDifferences())
        .extracting(PlanDifference::what)
        .contains(
            host.startsWith("north")
                ? "host " + host + ": host enters maintenance, though it does not answer"
                : "host " + host + ": is up and takes VMs in");
    assertThat(drill.findTask("approveChangedPlan")).isPresent();
    assertThat(drill.actions()).isZero();
  }

  /** A host that is given up while people read the changed plan is no news: they have seen it. */
  @Test
  void askedOnceTheyAreNotAskedAgainWhenTheManagerGivesItUp() {
    drill.start("fail-over-site", "north");
    drill.loseHost("north-2").later(Duration.ofSeconds(30)).approve("approver-1");
    drill.later(Duration.ofSeconds(170));

    drill.approve("approver-2");

    assertThat(drill.findTask("approveChangedPlan")).isEmpty();
    assertThat(drill.run().phase()).isPresent();
  }

  @Test
  void alsoWhereNoVmRunsThere() {
    drill.world(3, 2).start("fail-over-site", "north");
    drill.loseHost("north-3").later(Duration.ofSeconds(200));

    drill.approve("approver-1");

    assertThat(drill.run().planDifferences())
        .extracting(PlanDifference::what)
        .containsExactlyInAnyOrder(
            "host north-3: host enters maintenance",
            "host north-3: host enters maintenance, though it does not answer");
  }

  @Test
  void onTheWayHomeAsWell() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync at 03:10");
    String host = drill.vm("db-1").host().orElseThrow().name();
    drill.loseHost(host).later(Duration.ofSeconds(30)).forgetRequests();

    drill.approve("approver-1");

    assertThat(drill.run().planDifferences())
        .extracting(PlanDifference::what)
        .contains("vm db-1: stays, is on a host that does not answer");
    assertThat(drill.actions()).isZero();
  }
}
