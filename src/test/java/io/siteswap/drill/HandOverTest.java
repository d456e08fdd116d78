package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.ledger.Run;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A planned failover whose site dies in the middle becomes a recovery. */
class HandOverTest extends DrillTest {
  @Test
  void goesOnWithWhatTheFailoverHasDone() {
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.migrations().size() >= 3).lose("north").later(Duration.ofSeconds(100));

    Run failover = drill.run();
    drill.declareLost("operator");

    assertThat(failover.id()).isNotEqualTo(drill.runId());
    assertThat(drill.run().runbook()).isEqualTo("recover-lost-site");
    drill.attest("approver-1").attest("approver-2").untilEnd();

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.vms())
        .allMatch(vm -> vm.isUp() && vm.host().orElseThrow().name().startsWith("south"));
    assertThat(drill.runningTwice()).isZero();

    drill.restore("north").later(Duration.ofSeconds(30));
    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync")
        .approve("approver-1")
        .untilEnd();

    assertThat(drill.vms())
        .as("also those that the failover had moved")
        .allMatch(vm -> vm.host().orElseThrow().name().startsWith("north"));
    assertThat(drill.inventory().spm().orElseThrow().name()).isEqualTo("north-1");
  }

  @Test
  void takesNoForeignLedger() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    String failover = drill.runId();

    assertThatThrownBy(
            () ->
                drill.start(
                    "recover-lost-site",
                    Map.of(
                        "cluster", "demo", "site", "north", "ticket", "", "predecessor", failover)))
        .hasMessageContaining("is no run that has handed site north of cluster demo over");
  }

  @Test
  void isNothingForARunThatIsNoFailover() {
    drill.lose("north").later(Duration.ofSeconds(90));
    drill.start("recover-lost-site", Map.of("cluster", "demo", "site", "north"));

    assertThatThrownBy(() -> drill.declareLost("operator"))
        .hasMessageContaining("is no failover that is being carried out");
  }
}
