package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.ledger.ChangeState;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Vm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes wrong in the night on which a site is gone; no VM ever runs twice. */
class LostSiteTroubleTest extends DrillTest {
  private static final Duration ALL_KNOWN = Duration.ofSeconds(150);

  @Test
  void onlyAPartOfTheSiteIsDead() {
    drill.loseHost("north-1").loseHost("north-2").later(ALL_KNOWN);
    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2").untilEnd();

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.vms()).allMatch(Vm::isUp);
    assertThat(drill.host("north-3").isUp()).isTrue();
    assertThat(drill.host("north-1").status()).isEqualTo(HostStatus.MAINTENANCE);
    assertThat(drill.confirmations()).isEqualTo(2);
  }

  @Test
  void theRestOfTheSiteDiesWhilePeopleDecide() {
    drill.loseHost("north-1").loseHost("north-2").later(ALL_KNOWN);
    drill.start("recover-lost-site", "north").attest("approver-1");
    drill.loseHost("north-3").later(ALL_KNOWN);

    drill.attest("approver-2");

    assertThat(drill.confirmations()).as("nobody has said so of north-3").isZero();
    drill.attest("approver-1").attest("approver-2").untilEnd();
    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.confirmations()).isEqualTo(3);
    assertThat(drill.vms()).allMatch(Vm::isUp);
  }

  @Test
  void theHostsAreStillConnecting() {
    drill.lose("north").later(Duration.ofSeconds(20));
    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2");

    drill.until(() -> drill.run().phase().filter("confirmSpmHost"::equals).isPresent()).tick();
    assertThat(drill.run().waitingFor())
        .get()
        .asString()
        .contains("north-1 (is connecting: confirmed now, it would keep its VMs)");
    assertThat(drill.confirmations()).isZero();

    drill.untilEnd();
    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.confirmations()).isEqualTo(3);
  }

  @Test
  void aConfirmationFreesNothing() {
    drill.lose("north").later(ALL_KNOWN).swallow("/hosts/*/fence", 1);
    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2");

    drill.untilTask("decideOnRefusedChanges");

    assertThat(drill.facts().toString())
        .contains("the Manager accepted the confirmation, yet the host is non responsive and holds")
        .contains("the SPM role");
    assertThatThrownBy(() -> drill.decide("decideOnRefusedChanges", "operator", "undo"))
        .hasMessageContaining("Behind the point of no return the run cannot be undone");
    drill.decide("decideOnRefusedChanges", "operator", "retry").untilEnd();
    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.run().differences()).isEmpty();
  }

  @Test
  void noSpmIsElectedForAWhile() {
    drill.lose("north").later(ALL_KNOWN);
    drill.twin().control("POST", "spm", "{\"failElections\":4}");
    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2");

    drill.until(() -> drill.confirmations() == 1).after(Duration.ofSeconds(5));
    assertThat(drill.run().waitingFor())
        .get()
        .asString()
        .contains("the Manager elects an SPM, data centre is problematic");

    drill.untilEnd();
    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.inventory().spm().map(Host::name)).get().asString().startsWith("south");
  }

  @Test
  void theManagerRestartsInTheMiddle() {
    drill.lose("north").later(ALL_KNOWN).start("recover-lost-site", "north");
    drill.attest("approver-1").attest("approver-2").until(() -> drill.confirmations() == 1);

    drill.twin().control("POST", "manager/restart", "{\"seconds\":60}");
    drill.untilEnd();

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.vms()).allMatch(Vm::isUp);
    assertThat(drill.run().differences()).isEmpty();
  }

  @Test
  void theSiteIsBackAfterItWasConfirmed() {
    drill.lose("north").later(ALL_KNOWN).refuse("/hosts/*/deactivate", "Related operation", -1);
    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2");
    drill.untilTask("decideOnRefusedChanges").restore("north").later(Duration.ofSeconds(30));
    assertThat(drill.hosts("north")).allMatch(Host::isUp);

    drill.noMoreFaults().decide("decideOnRefusedChanges", "operator", "retry").untilEnd();

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.hosts("north")).allMatch(host -> host.is(HostStatus.MAINTENANCE));
    assertThat(drill.vms())
        .allMatch(vm -> vm.isUp() && vm.host().orElseThrow().name().startsWith("south"));
  }

  @Test
  void thereIsNoRoomForEverything() {
    drill.elsewhere("hosts", "south-2", "deactivate").elsewhere("hosts", "south-3", "deactivate");
    drill.later(Duration.ofSeconds(30)).lose("north").later(ALL_KNOWN);
    drill.start("recover-lost-site", "north");
    List<String> left =
        drill.run().requirePlan().staying().stream().map(vm -> vm.vm().name()).toList();
    assertThat(left).isNotEmpty().noneMatch(name -> name.startsWith("db"));
    assertThat(drill.attestation().at("/staying/0/why").asText())
        .contains("the emptiest host south-1 has");

    drill.attest("approver-1").attest("approver-2").untilTask("decideOnRefusedChanges");
    assertThat(drill.facts().toString()).contains("the emptiest host south-1 has");
    drill.decide("decideOnRefusedChanges", "operator", "continue").untilEnd();

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.vms()).filteredOn(vm -> vm.name().startsWith("db")).allMatch(Vm::isUp);
    assertThat(drill.run().differences())
        .extracting(difference -> difference.name())
        .containsAll(drill.vms().stream().filter(vm -> !vm.isUp()).map(vm -> vm.name()).toList());
    assertThat(drill.run().differences())
        .as("each VM that is down is said to be so")
        .extracting(difference -> difference.name())
        .containsAll(
            drill.changes("bringVmsUp").stream()
                .filter(entry -> entry.state() == ChangeState.LEFT)
                .map(entry -> entry.change().object().name())
                .toList());
  }

  @Test
  void roomIsMadeWhenTheManagerHasLongGivenUpItsShortTries() {
    drill.elsewhere("hosts", "south-2", "deactivate").elsewhere("hosts", "south-3", "deactivate");
    drill.later(Duration.ofSeconds(30)).lose("north").later(ALL_KNOWN);
    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2");
    drill.untilTask("decideOnRefusedChanges").later(Duration.ofMinutes(8));

    drill.elsewhere("hosts", "south-2", "activate").later(Duration.ofSeconds(20));
    drill.decide("decideOnRefusedChanges", "operator", "retry").after(Duration.ofSeconds(30));

    assertThat(drill.changes("bringVmsUp"))
        .as("nobody waits for the next try of the Manager, half an hour away")
        .allMatch(entry -> entry.isClosed());
  }

  @Test
  void aHostThatProvesItselfAliveIsOverruledByOnePersonMore() {
    drill.loseHost("north-1").loseHost("north-2").later(ALL_KNOWN);
    drill.elsewhere("hosts", "north-3", "deactivate").start("recover-lost-site", "north");

    assertThat(drill.attestation().get("alarm").asText()).contains("north-3 is alive");
    assertThatThrownBy(() -> drill.attest("approver-1"))
        .hasMessageContaining("host north-3 is alive")
        .hasMessageContaining("one person more has to attest");
    assertThatThrownBy(() -> drill.attest("commander", "breakGlass", Map.of("override", true)))
        .hasMessageContaining("breaking the glass overrules no proof of life");

    Map<String, Object> override = Map.of("override", true);
    drill.attest("approver-1", "attest", override).attest("approver-2", "attest", override);
    assertThat(drill.task("attestSiteDown")).as("a third person is asked").isNotNull();
    assertThat(drill.confirmations()).isZero();
  }

  @Test
  void somethingAnswersForAHostAndPeopleKnowBetter() {
    drill.lose("north").later(ALL_KNOWN).power("north-2", "on").start("recover-lost-site", "north");

    assertThat(drill.attestation().get("alarm").asText())
        .isEqualTo("something answers for host north-2: its power is on");
    assertThatThrownBy(() -> drill.attest("approver-1"))
        .hasMessageContaining("something answers for host north-2: its power is on")
        .hasMessageContaining("tick that you know better and say in the evidence why");

    Map<String, Object> override = Map.of("override", true);
    drill.attest("approver-1", "attest", override);
    assertThat(drill.confirmations()).isZero();
    drill.attest("approver-2", "attest", override).untilEnd();
    assertThat(drill.outcome()).contains("siteRecovered");
  }

  @Test
  void oneIsEnoughWherePowerManagementSaysOff() {
    drill.lose("north").later(ALL_KNOWN);
    List.of("north-1", "north-2", "north-3").forEach(host -> drill.power(host, "off"));

    drill.start("recover-lost-site", "north").attest("approver-1").untilEnd();

    assertThat(drill.outcome()).contains("siteRecovered");
  }

  @Test
  void aHostAnswersAfterAll() {
    drill.lose("north").later(ALL_KNOWN).start("recover-lost-site", "north").attest("approver-1");
    drill.power("north-3", "on");

    drill.attest("approver-2").untilTask("attestSiteDown");

    assertThat(drill.confirmations()).isZero();
    assertThat(drill.attestation().get("alarm").asText())
        .contains("something answers for host north-3");
    assertThat(drill.attestation().get("given")).isEmpty();
    assertThat(drill.journal().of(drill.runId()))
        .anyMatch(line -> line.event().equals("attestation-void"));
    drill
        .attest("approver-1", "attest", Map.of("hosts", "north-1,north-2"))
        .attest("approver-2", "attest", Map.of("hosts", "north-1,north-2"))
        .untilEnd();
    assertThat(drill.confirmations()).isEqualTo(2);
  }

  @Test
  void goesOnWithoutOneHostOnlyThoughTheNextCallIsLost() {
    drill.loseHost("north-1").loseHost("north-2").later(Duration.ofSeconds(45));
    drill.loseHost("north-3").later(Duration.ofSeconds(10));
    drill.refuse("/hosts/north-2/fence", "Cannot fence, for a drill.", 1);
    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2");
    drill.untilTask("decideOnRefusedChanges");
    assertThat(state("north-3")).isEqualTo(ChangeState.APPROVED);
    drill.later(Duration.ofSeconds(100));

    drill.fault(
        "{\"method\":\"POST\",\"path\":\"/hosts/north-3/fence\",\"status\":503,\"times\":1}");
    drill.decide("decideOnRefusedChanges", "operator", "continue").after(Duration.ofSeconds(30));

    assertThat(drill.faultsMet()).isEqualTo(2);
    assertThat(state("north-2")).isEqualTo(ChangeState.LEFT);
    assertThat(state("north-3")).isEqualTo(ChangeState.DONE);
  }

  private ChangeState state(String host) {
    return drill.changes("confirmHosts").stream()
        .filter(entry -> entry.change().object().name().equals(host))
        .findFirst()
        .orElseThrow()
        .state();
  }
}
