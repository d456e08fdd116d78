package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.ledger.Journal;
import io.siteswap.runbook.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who starts does not approve, and nobody can say to be somebody else. */
class FourEyesTest extends DrillTest {
  private static final String DECIDE = "decideOnRefusedChanges";

  @Autowired private TaskService tasks;

  @BeforeEach
  void smallWorld() {
    drill.world(2, 4);
  }

  @Test
  void refusesTheStarterEvenAsAnApprover() {
    drill.startAs("both", "fail-over-site", Map.of("cluster", "demo", "site", "north"));

    assertThatThrownBy(() -> drill.approve("both"))
        .satisfies(FourEyesTest::isForbidden)
        .hasMessageContaining("both has started run CHG1 and cannot approve its plan");
    assertUndecided();
  }

  @Test
  void refusesWhoIsNoApprover() {
    drill.start("fail-over-site", "north");

    assertThatThrownBy(() -> drill.approve("operator"))
        .satisfies(FourEyesTest::isForbidden)
        .hasMessageContaining("operator has started run CHG1");
    assertThatThrownBy(() -> drill.approve("auditor")).satisfies(FourEyesTest::isForbidden);
    assertThatThrownBy(() -> drill.approve("admin")).satisfies(FourEyesTest::isForbidden);
    assertUndecided();
  }

  @Test
  void refusesWhoMayOnlyRead() {
    assertThatThrownBy(() -> drill.startAs("auditor", "fail-over-site", Map.of("cluster", "demo")))
        .isInstanceOf(AuthorizationException.class);
    assertThatThrownBy(
            () -> drill.startAs("approver-1", "fail-over-site", Map.of("cluster", "demo")))
        .isInstanceOf(AuthorizationException.class);
    assertThat(drill.runs()).isEmpty();
  }

  @Test
  void letsOnlyOperatorsDecideOnFailures() {
    refused();

    for (String user : new String[] {"auditor", "approver-1"}) {
      assertThatThrownBy(() -> drill.decide(DECIDE, user, "undo"))
          .satisfies(FourEyesTest::isForbidden);
    }
    assertThat(drill.findTask(DECIDE)).isPresent();
    assertThat(drill.decide(DECIDE, "operator", "retry").untilEnd().outcome())
        .contains("siteFailedOver");
  }

  @Test
  void letsAnyOtherApproverDecide() {
    drill.start("fail-over-site", "north").approve("approver-2").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
  }

  @Test
  void writesDownWhoDecidedWhatAndWhy() {
    drill
        .start("fail-over-site", "north")
        .decide("approvePlan", "approver-1", "approve", "seen with the storage team");

    assertThat(drill.journal().of(drill.runId()))
        .filteredOn(line -> line.event().equals("approvePlan"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.actor()).isEqualTo("approver-1");
              assertThat(line.detail())
                  .isEqualTo(
                      "approve: seen with the storage team (%s)".formatted(drill.run().planNamed()))
                  .contains(drill.run().approvedFingerprint().orElseThrow());
            });
    assertThat(drill.journal().of(drill.runId()))
        .filteredOn(line -> line.event().equals("run-opened"))
        .extracting(Journal.Line::actor)
        .containsExactly("operator");
  }

  @Test
  void takesNothingFromTheStarterButWhatTheFormAsks() {
    for (String forged :
        List.of("run", "runbook", "undone", "decision", "phase", "plan", "predecessor", "x")) {
      Map<String, Object> form = new HashMap<>(Map.of("cluster", "demo", "site", "north"));
      form.put(forged, "approve");
      assertThatThrownBy(() -> drill.startAs("both", "fail-over-site", form))
          .isInstanceOf(Refused.class)
          .hasMessage(
              "'%s' may not be written at the start of 'Fail over a site': expected some of"
                      .formatted(forged)
                  + " [cluster, reason, site, ticket]");
    }
    assertThatThrownBy(
            () ->
                drill.startAs(
                    "both", "fail-over-site", Map.of("cluster", "demo", "initiator", "operator")))
        .isInstanceOf(Refused.class);
    assertThat(drill.runs()).isEmpty();
    assertThat(drill.instances()).isZero();
  }

  @Test
  void takesNothingWithADecisionButWhatTheFormAsks() {
    drill.start("fail-over-site", "north");
    forge("approvePlan", "approver-1", "approve");
    assertUndecided();
  }

  @Test
  void takesNothingWithADecisionOnFailuresButWhatTheFormAsks() {
    refused();
    forge(DECIDE, "operator", "retry");
    assertThat(drill.findTask(DECIDE)).isPresent();
  }

  private void forge(String task, String user, String decision) {
    String id = drill.task(task).getId();
    for (String forged :
        List.of("run", "phase", "cluster", "site", "initiator", "runbook", "outcome", "undone")) {
      assertThatThrownBy(
              () ->
                  drill.as(
                      user,
                      () -> {
                        tasks.complete(id, Map.of("decision", decision, forged, "another"));
                        return id;
                      }))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith("'%s' may not be written at".formatted(forged));
    }
  }

  private void refused() {
    drill
        .refuse("/hosts/north-2/deactivate", "Cannot, for a drill.", 1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask(DECIDE);
  }

  /** Also where the engine has wrapped what its listener said. */
  private static void isForbidden(Throwable refusal) {
    assertThat(Stream.iterate(refusal, cause -> cause != null, Throwable::getCause))
        .anyMatch(AuthorizationException.class::isInstance);
  }

  private void assertUndecided() {
    assertThat(drill.findTask("approvePlan")).isPresent();
    assertThat(drill.run().approvedFingerprint()).isEmpty();
    assertThat(drill.actions()).isZero();
  }
}
