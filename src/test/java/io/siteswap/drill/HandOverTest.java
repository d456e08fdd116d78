package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.HostRef;
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
    failBack();

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
        .hasMessageContaining("'predecessor' may not be written at the start of");
  }

  @Test
  void returnsAlsoWhatTheFailoverDidUnseen() {
    drill.vm("web-3", "{\"stuck\":true}");
    Map<String, String> before = drill.world();
    String stuckOn = drill.vm("web-3").host().orElseThrow().name();
    drill.start("fail-over-site", "north").approve("approver-1").until(this::hostsAreAsked);
    drill.managerAway().later(Duration.ofMinutes(4)).lose("north").later(Duration.ofSeconds(100));

    drill.noMoreFaults().declareLost("operator");
    assertThat(drill.run().requirePlan().toBeConfirmed())
        .as("the others are in maintenance, and silent nowhere")
        .extracting(HostRef::name)
        .containsExactly(stuckOn);
    drill.attest("approver-1").attest("approver-2").untilEnd();
    assertThat(drill.outcome()).contains("siteRecovered");

    drill.vm("web-3", "{\"stuck\":false}").restore("north").later(Duration.ofSeconds(30));
    failBack();
    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
  }

  @Test
  void canBeReturnedFromWhenNothingWasLeftToRecover() {
    Map<String, String> before = drill.world();
    drill.start("fail-over-site", "north").approve("approver-1").until(this::hostsAreAsked);
    drill.managerAway().later(Duration.ofMinutes(4)).noMoreFaults();

    drill.declareLost("operator").untilEnd();
    assertThat(drill.outcome()).contains("siteNotLost");

    failBack();
    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
  }

  private boolean hostsAreAsked() {
    return drill.requests("POST", "/hosts/{host}/deactivate") == 3;
  }

  private void failBack() {
    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync")
        .approve("approver-1")
        .untilEnd();
  }

  @Test
  void isNothingForARunThatIsNoFailover() {
    drill.lose("north").later(Duration.ofSeconds(90));
    drill.start("recover-lost-site", Map.of("cluster", "demo", "site", "north"));

    assertThatThrownBy(() -> drill.declareLost("operator"))
        .hasMessageContaining("is no failover that is being carried out");
  }
}
