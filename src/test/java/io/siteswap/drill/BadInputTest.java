package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.runbook.Refused;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What cannot be is refused at once, with the value and what was expected, and leaves no trace. */
class BadInputTest extends DrillTest {
  private static final Map<String, Object> GOOD = Map.of("cluster", "demo", "site", "north");

  @Autowired private RuntimeService runtime;

  @BeforeEach
  void smallWorld() {
    drill.world(2, 4);
  }

  @Test
  void refusesAnUnknownCluster() {
    assertRefused(
        "fail-over-site",
        Map.of("cluster", "dmeo", "site", "north"),
        "'dmeo' is no configured cluster: expected demo");
  }

  @Test
  void refusesAnUnknownSite() {
    assertRefused(
        "fail-over-site",
        Map.of("cluster", "demo", "site", "west"),
        "'west' is no site of cluster demo: expected north or south");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fail-over-site", "fail-back-site", "recover-lost-site"})
  void guessesNoSite(String runbook) {
    assertRefused(
        runbook,
        Map.of("cluster", "demo"),
        "no site is chosen: expected north or south, of cluster demo");
  }

  @Test
  void refusesWhatIsNoTicket() {
    for (String ticket : new String[] {"", "  ", "CHG 12", "-x", "C'; drop table run; --"}) {
      assertRefused(
          "fail-over-site",
          Map.of("cluster", "demo", "site", "north", "ticket", ticket),
          "'%s' is no ticket: expected letters".formatted(ticket.trim()));
    }
  }

  @Test
  void refusesToGoWithoutAReasonOrACluster() {
    assertRefused(
        "fail-over-site",
        Map.of("cluster", "demo", "site", "north", "reason", " "),
        "'' is no reason: it must not be empty");
    assertRefused("fail-over-site", Map.of("cluster", "", "site", "north"), "'' is no cluster");
  }

  @Test
  void refusesNobody() {
    assertThatThrownBy(
            () ->
                runtime.startProcessInstanceByKey(
                    "fail-over-site",
                    Map.of("cluster", "demo", "site", "north", "ticket", "CHG1", "reason", "x")))
        .hasMessageContaining("nobody is signed in");
    assertNothingKept();
  }

  @Test
  void refusesASecondRunOnTheCluster() {
    drill.start("fail-over-site", "north");
    String first = drill.runId();

    assertThatThrownBy(
            () ->
                drill.start(
                    "fail-over-site", Map.of("cluster", "demo", "site", "south", "ticket", "CHG2")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("cluster demo is busy with run " + first)
        .hasMessageContaining("fail-over-site under ticket CHG1, started by operator");
    assertThat(drill.runs()).hasSize(1);
    assertThat(drill.instances()).isEqualTo(1);
  }

  @Test
  void letsTheNextRunInWhenTheFirstHasEnded() {
    drill.start("fail-over-site", "north").abort("operator").start("fail-over-site", "north");

    assertThat(drill.runs()).hasSize(2);
    assertThat(drill.run().isOpen()).isTrue();
  }

  @Test
  void refusesAFailbackWithoutAFailover() {
    assertRefused(
        "fail-back-site",
        GOOD,
        "nothing of site north of cluster demo is away from home: there is nothing to return");
  }

  @Test
  void keepsTheTaskWhenTheDecisionIsNone() {
    drill.start("fail-over-site", "north");

    for (String decision : new String[] {"", "yes", "undo"}) {
      assertThatThrownBy(() -> drill.decide("approvePlan", "approver-1", decision))
          .hasMessageContaining(
              "'%s' is no decision on 'Approve plan': expected approve, reject, redraw, delegate"
                  .formatted(decision));
    }
    assertThat(drill.findTask("approvePlan")).isPresent();
    assertThat(drill.run().approvedFingerprint()).isEmpty();
  }

  @Test
  void refusesToApproveWhatIsBlockedUntilThePlanIsDrawnUpAgain() {
    drill.elsewhere("hosts", "south-1", "deactivate").elsewhere("hosts", "south-2", "deactivate");
    drill.after(Duration.ofSeconds(10)).start("fail-over-site", "north");

    assertThatThrownBy(() -> drill.approve("approver-1"))
        .hasMessageContaining("0 of 2 hosts of south are up - Bring hosts of south up.");

    drill.elsewhere("hosts", "south-1", "activate").elsewhere("hosts", "south-2", "activate");
    drill
        .after(Duration.ofSeconds(10))
        .decide("approvePlan", "approver-1", "redraw")
        .approve("approver-1")
        .untilEnd();
    assertThat(drill.outcome()).contains("siteFailedOver");
  }

  @Test
  void refusesAnEmptyEvidenceOfTheReplication() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    drill.start("fail-back-site", "north");

    assertThatThrownBy(() -> drill.decide("confirmReplication", "operator", "approve", " "))
        .hasMessageContaining("the comment is empty: expected what was looked at");
    assertThat(drill.findTask("confirmReplication")).isPresent();
  }

  private void assertRefused(String runbook, Map<String, Object> variables, String message) {
    assertThatThrownBy(() -> drill.start(runbook, variables))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(message);
    assertNothingKept();
  }

  private void assertNothingKept() {
    assertThat(drill.runs()).isEmpty();
    assertThat(drill.instances()).isZero();
    assertThat(drill.requests()).isZero();
  }
}
