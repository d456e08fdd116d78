package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.ChangeState;
import io.siteswap.ledger.Journal;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.VmStatus;
import io.siteswap.plan.EnterMaintenance;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An undo returns what was seen, touches only what its run did, and ends. */
class BeforeIsWhatWasSeenTest extends DrillTest {
  private static final String STUCK = "decideOnStuckChanges";

  @BeforeEach
  void smallWorld() {
    drill.world(2, 6);
  }

  @Test
  void aHostThatWasNotOperationalNeedNotComeUp() {
    drill.twin().control("POST", "hosts/north-2", "{\"withoutNetwork\":\"ovirtmgmt\"}");
    drill.until(() -> drill.host("north-2").is(HostStatus.NON_OPERATIONAL));
    drill.until(() -> drill.vms().stream().allMatch(vm -> vm.isUp()));
    Map<String, String> before = drill.world();

    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.host("north-2").is(HostStatus.MAINTENANCE)).abort("operator");
    assertThat(maintenance("north-2").before()).isEqualTo("non operational");
    drill.decide(STUCK, "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).containsAllEntriesOf(hostsOf(before));
    assertThat(drill.run().differences()).isEmpty();
  }

  @Test
  void aVmOnItsWayIsAskedToStay() {
    drill.vm("db-2", "{\"stuck\":true}");
    Map<String, String> before = drill.world();
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.vm("db-2").is(VmStatus.MIGRATING)).after(Duration.ofSeconds(20));

    drill.abort("operator").decide(STUCK, "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).isEqualTo(before);
    assertThat(drill.requests("POST", "/vms/{vm}/cancelmigration")).isPositive();
    assertThat(drill.run().differences()).isEmpty();
  }

  @Test
  void oneThatArrivesAllTheSameIsBroughtBack() {
    Map<String, String> before = drill.vm("db-2", "{\"stuck\":true}").world();
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.vm("db-2").is(VmStatus.MIGRATING)).after(Duration.ofSeconds(20));
    drill.swallow("/vms/db-1/cancelmigration", 1).abort("operator");
    drill.decide(STUCK, "operator", "undo").untilEnd();

    assertThat(drill.faultsMet()).isEqualTo(1);
    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).isEqualTo(before);
  }

  @Test
  void anSpmThatSomebodyHasMovedSinceStaysAndIsNamed() {
    drill.vm("db-2", "{\"stuck\":true}").start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.vm("db-2").is(VmStatus.MIGRATING));
    String other =
        drill.inventory().spm().orElseThrow().name().equals("south-1") ? "south-2" : "south-1";
    drill.elsewhere("hosts", other, "forceselectspm");
    drill.until(() -> drill.inventory().spm().filter(spm -> spm.name().equals(other)).isPresent());

    drill.abort("operator").decide(STUCK, "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.inventory().spm().orElseThrow().name()).isEqualTo(other);
    assertThat(drill.run().differences())
        .singleElement()
        .satisfies(difference -> assertThat(difference.actual()).isEqualTo("SPM is " + other));
    assertThat(drill.changes("moveSpm"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.state()).isEqualTo(ChangeState.STRANDED);
              assertThat(entry.description()).startsWith("changed since by somebody else");
            });
    assertThat(drill.journal().of(drill.runId()))
        .extracting(Journal.Line::event)
        .contains("change-stranded");
  }

  @Test
  void aSiteThatIsDarkAgainEndsTheUndoOfItsFailback() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    drill.lose("north").later(Duration.ofSeconds(10));
    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync")
        .approve("approver-1")
        .after(Duration.ofMinutes(4));
    assertThat(drill.hosts("north")).allMatch(host -> host.is(HostStatus.NON_RESPONSIVE));

    drill.abort("operator").decide(STUCK, "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("failbackUndone");
    assertThat(drill.hosts("north")).allMatch(host -> host.is(HostStatus.MAINTENANCE));
    assertThat(drill.run().differences()).isEmpty();
  }

  private EnterMaintenance maintenance(String host) {
    return (EnterMaintenance) drill.change(host).change();
  }

  private static Map<String, String> hostsOf(Map<String, String> world) {
    return Map.of(
        "north-1", world.get("north-1"),
        "north-2", world.get("north-2"),
        "SPM", world.get("SPM"));
  }
}
