package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.manager.inventory.HostStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may say that a site is down, and what they have to say. */
class AttestTest extends DrillTest {
  @BeforeEach
  void aSiteIsLost() {
    drill.lose("north").later(Duration.ofSeconds(90)).start("recover-lost-site", "north");
  }

  @Test
  void takesTwoDifferentPeople() {
    assertThat(drill.run().waitingFor()).get().asString().contains("after that others are called");
    assertThat(drill.run().waitingUntil()).contains(drill.now().plus(Duration.ofMinutes(10)));
    assertThat(drill.attestation().get("xray").toString())
        .contains("SPM", "Attest that the hosts are down");
    assertThat(drill.attestation().at("/hosts/0/verdict").asText()).isEqualTo("silent");

    drill.attest("approver-1");

    assertThat(drill.attestation().at("/given/0/who").asText()).isEqualTo("approver-1");
    assertThat(drill.attestation().get("policy").asText())
        .contains("Still missing: 1 more for north-1, north-2, north-3");
    assertThat(confirmations()).isZero();
    assertThatThrownBy(() -> drill.attest("approver-1"))
        .hasMessageContaining("approver-1 has attested already");

    drill.attest("approver-2").untilEnd();

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(confirmations()).isEqualTo(3);
  }

  @Test
  void isNotForWhoStartedTheRun() {
    drill
        .attest("approver-1", "withdraw", Map.of())
        .startAs("both", "recover-lost-site", Map.of("cluster", "demo", "site", "north"));

    assertThatThrownBy(() -> drill.attest("both"))
        .hasMessageContaining("both has started run CHG1 and cannot attest in it");
    assertThatThrownBy(() -> drill.attest("operator"))
        .hasMessageContaining("operator is in none of the groups");
  }

  @ParameterizedTest
  @CsvSource({
    "checkedPower, false, not ticked: that the hosts have no power",
    "checkedPeople, false, not ticked: that people there",
    "comment, '', the evidence is empty",
    "hosts, '', no host is ticked",
    "hosts, south-1, 'south-1' is not among the hosts that are asked about",
  })
  void isComplete(String field, String value, String refusal) {
    assertThatThrownBy(() -> drill.attest("approver-1", "attest", Map.of(field, value)))
        .hasMessageContaining(refusal);
    assertThat(drill.attestation().get("given")).isEmpty();
  }

  @Test
  void leavesOutAHostThatNobodyVouchesFor() {
    drill
        .attest("approver-1", "attest", Map.of("hosts", "[\"north-1\",\"north-2\"]"))
        .attest("approver-2", "attest", Map.of("hosts", List.of("north-1", "north-2")))
        .untilEnd();

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(confirmations()).isEqualTo(2);
    assertThat(drill.host("north-3").status()).isEqualTo(HostStatus.NON_RESPONSIVE);
    assertThat(drill.run().differences())
        .extracting(difference -> difference.name())
        .contains("north-3")
        .doesNotContain("north-1", "north-2");
    assertThat(drill.runningTwice()).isZero();
  }

  @Test
  void calledTooLateGoesToTheIncidentCommander() {
    drill.later(Duration.ofMinutes(4)).attest("approver-1").later(Duration.ofMinutes(5));
    assertThat(drill.task("attestSiteDown").getPriority()).isEqualTo(50);
    drill.later(Duration.ofMinutes(2));

    assertThat(drill.run().waitingFor()).get().asString().contains("nobody has attested in time");
    assertThat(drill.task("attestSiteDown").getPriority()).isEqualTo(100);
    assertThat(drill.candidateGroups("attestSiteDown")).contains("dr-commanders");
    assertThatThrownBy(() -> drill.attest("approver-2", "breakGlass", Map.of()))
        .hasMessageContaining("approver-2 is not of dr-commanders");

    drill.attest("commander", "breakGlass", Map.of()).untilTask("reviewBreakGlass");

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.shown("reviewBreakGlass", "result").get("given").toString())
        .contains("commander (glass broken)", "sees no light");
    assertThatThrownBy(() -> drill.decide("reviewBreakGlass", "operator", "approve"))
        .hasMessageContaining("operator is in none of the groups");
    drill.decide("reviewBreakGlass", "approver-1", "approve", "nobody else was to be reached");
    assertThat(drill.instances()).isZero();
    assertThat(drill.journal().of(drill.runId()))
        .extracting(line -> line.event())
        .contains("attestation-overdue", "attestSiteDown", "reviewBreakGlass");
  }

  @Test
  void oneCommanderIsEnoughAtNight() {
    drill.attest("approver-1", "withdraw", Map.of()).refuse("/hosts/*/fence", "is busy", 1);
    drill.startAs("commander", "recover-lost-site", Map.of("cluster", "demo", "site", "north"));

    drill.attest("commander", "breakGlass", Map.of()).untilTask("decideOnRefusedChanges");
    drill.decide("decideOnRefusedChanges", "commander", "retry").untilTask("reviewBreakGlass");

    assertThat(drill.outcome()).contains("siteRecovered");
  }

  @Test
  void owesItsPaperworkWhateverIsSentAlong() {
    drill.attest("approver-1", "withdraw", Map.of());
    drill.start("recover-lost-site", Map.of("cluster", "demo", "site", "north", "ticket", ""));

    drill.attest("approver-1");
    assertThatThrownBy(() -> drill.attest("approver-2", "attest", Map.of("emergency", false)))
        .hasMessageStartingWith("'emergency' may not be written at");
    drill.attest("approver-2");

    assertThat(drill.untilTask("completeChangeRecord").outcome()).contains("siteRecovered");
  }

  @Test
  void canBeRefusedAndThenNothingHasChanged() {
    List<String> before = drill.everything();

    drill.attest("approver-1", "withdraw", Map.of());

    assertThat(drill.outcome()).contains("runWithdrawn");
    assertThat(drill.everything()).isEqualTo(before);
  }

  private int confirmations() {
    return drill.requests("POST", "/hosts/{host}/fence");
  }
}
