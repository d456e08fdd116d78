package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Vm;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever changes while a lost site is attested and confirmed: nobody's word is stretched. */
class AttestedOnceMoreTest extends DrillTest {
  private static final Duration ALL_KNOWN = Duration.ofSeconds(150);

  @Test
  void aRefusedConfirmationIsNone() {
    drill.loseHost("north-1").later(ALL_KNOWN).refuse("/hosts/*/fence", "no active Host", 1);
    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2");
    drill.untilTask("decideOnRefusedChanges").restore("north").later(Duration.ofMinutes(1));

    drill.decide("decideOnRefusedChanges", "operator", "retry").untilEnd();

    assertThat(drill.outcome()).contains("siteNotLost");
    assertThat(drill.hosts("north")).allMatch(Host::isUp);
    assertThat(drill.confirmations()).isEqualTo(1);
  }

  @Test
  void aHostThatWasRefusedAndDiesAgainIsAskedAboutAgain() {
    drill.loseHost("north-1").loseHost("north-2").later(ALL_KNOWN);
    drill.refuse("/hosts/*/fence", "no active Host", 1);
    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2");
    drill.untilTask("decideOnRefusedChanges").restore("north").later(Duration.ofMinutes(1));
    drill.loseHost("north-2").later(ALL_KNOWN);

    drill.decide("decideOnRefusedChanges", "operator", "retry").untilTask("attestSiteDown");
    drill.loseHost("north-1").later(ALL_KNOWN).attest("approver-1");

    assertThat(drill.attestation().get("given")).isEmpty();
    assertThat(drill.confirmations()).as("only what the Manager refused").isEqualTo(1);
    drill.attest("approver-1").attest("approver-2").untilEnd();
    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.confirmations()).isEqualTo(3);
    assertThat(drill.vms()).allMatch(Vm::isUp);
  }

  @Test
  void aBrokenGlassDoesNotOverruleWhatAnswersSince() {
    drill.lose("north").later(ALL_KNOWN).start("recover-lost-site", "north");
    drill.power("north-3", "on").attest("commander", "breakGlass", Map.of());

    drill.untilTask("attestSiteDown");

    assertThat(drill.confirmations()).isZero();
    assertThat(drill.attestation().get("alarm").asText())
        .contains("something answers for host north-3");
  }

  @Test
  void aHostThatCameAndWentIsVouchedForAnew() {
    drill.loseHost("north-1").loseHost("north-2").later(ALL_KNOWN);
    drill.start("recover-lost-site", "north").attest("approver-1");
    drill.restore("north").later(Duration.ofMinutes(1)).loseHost("north-1").later(ALL_KNOWN);
    drill.attest("approver-2", "redraw", Map.of());
    drill.loseHost("north-2").later(ALL_KNOWN).attest("approver-2", "redraw", Map.of());

    assertThat(drill.attestation().get("given")).isEmpty();
    drill.attest("approver-2");
    assertThat(drill.confirmations()).isZero();
  }

  @Test
  void aProbeIsHeardUntilTheConfirmationLeaves() {
    drill.lose("north").later(ALL_KNOWN).start("recover-lost-site", "north");
    drill.twin().control("POST", "spm", "{\"failElections\":6}");
    drill.attest("approver-1").attest("approver-2").until(() -> drill.confirmations() == 1);
    drill.power("north-2", "on").untilTask("attestSiteDown");

    assertThat(drill.confirmations()).isEqualTo(1);
    drill.attest("approver-1", "attest", Map.of("hosts", "north-1,north-3"));
    drill.attest("approver-2", "attest", Map.of("hosts", "north-1,north-3")).untilEnd();
    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.confirmations()).isEqualTo(2);
  }

  @Test
  void peopleWhoDisagreeCanComeToAgree() {
    drill.lose("north").later(ALL_KNOWN).start("recover-lost-site", "north");
    drill.attest("approver-1", "attest", Map.of("hosts", "north-2"));
    drill.attest("approver-2", "attest", Map.of("hosts", "north-1"));
    assertThat(drill.attestation().get("policy").asText())
        .contains("each host was left out by somebody, who may attest anew");

    drill.attest("approver-1", "attest", Map.of("hosts", "north-1")).untilEnd();

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.confirmations()).as("what both vouch for").isEqualTo(1);
  }

  @Test
  void aHostThatWasLeftOutIsConfirmedOnceItIsVouchedFor() {
    drill.lose("north").later(ALL_KNOWN).start("recover-lost-site", "north");
    drill.attest("approver-1", "attest", Map.of("hosts", "north-1,north-2"));
    drill.power("north-2", "on");
    drill.attest("approver-2", "attest", Map.of("hosts", "north-1,north-2"));
    drill.untilTask("attestSiteDown").power("north-2", "off");
    drill.attest("approver-1", "redraw", Map.of());

    drill.attest("approver-1").attest("approver-2").untilEnd();

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.confirmations()).isEqualTo(3);
    assertThat(drill.vms()).allMatch(Vm::isUp);
  }

  @Test
  void aHostThatWasLeftOutIsConfirmedOnceThoughThePlanIsAnother() {
    drill.loseHost("north-1").loseHost("north-2").later(ALL_KNOWN);
    drill.start("recover-lost-site", "north");
    drill.twin().control("POST", "spm", "{\"failElections\":6}");
    drill.attest("approver-1", "attest", Map.of("hosts", "north-1"));
    drill.attest("approver-2", "attest", Map.of("hosts", "north-1"));
    drill.until(() -> drill.confirmations() == 1).loseHost("north-3").untilTask("attestSiteDown");

    drill.attest("approver-1").attest("approver-2").untilEnd();

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.confirmations()).isEqualTo(3);
    assertThat(drill.vms()).allMatch(Vm::isUp);
  }

  @Test
  void lookingAgainForgetsNoVm() {
    drill.loseHost("north-1").loseHost("north-3").later(ALL_KNOWN);
    drill.start("recover-lost-site", "north");
    drill.twin().control("POST", "spm", "{\"failElections\":6}");
    drill.attest("approver-1").attest("approver-2").until(() -> drill.confirmations() == 1);
    drill.loseHost("north-2").untilTask("attestSiteDown");

    drill.attest("approver-1", "redraw", Map.of()).attest("approver-1").attest("approver-2");
    drill.untilEnd();

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.vms()).allMatch(Vm::isUp);
  }
}
