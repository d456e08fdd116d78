package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.plan.StayingVm;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pinned VMs, those that are drawn to them, and what the account may not do. */
class WhereVmsMayRunTest extends DrillTest {
  @Test
  void aVmThatIsPinnedToHostsOfBothSitesComesUpAtTheOther() {
    String host = drill.vm("web-1").host().orElseThrow().name();
    pin("web-1", host, "south-1");
    drill.lose("north").later(Duration.ofSeconds(100));

    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2").untilEnd();

    assertThat(drill.run().requirePlan().staying()).isEmpty();
    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.vm("web-1").isUp()).isTrue();
    assertThat(drill.vm("web-1").host().orElseThrow().name()).isEqualTo("south-1");
  }

  @Test
  void aVmThatIsPinnedToTheLostSiteStaysDown() {
    pin("web-1", drill.vm("web-1").host().orElseThrow().name());
    drill.lose("north").later(Duration.ofSeconds(100));

    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2").untilEnd();

    assertThat(drill.run().requirePlan().staying())
        .extracting(StayingVm::why)
        .containsExactly("is pinned to hosts of which none is up");
    assertThat(drill.vm("web-1").isUp()).isFalse();
  }

  @Test
  void saysBeforeTheApprovalWhoGathersAtAHostThatStaysUp() {
    drill.placement("db-2", "pinned").start("fail-over-site", "north");

    assertThat(drill.run().requirePlan().staying())
        .filteredOn(vm -> vm.why().contains("since pinned VM db-2 keeps it up"))
        .as("also who is there already, and nobody who is not drawn there")
        .extracting(vm -> vm.vm().name())
        .contains("db-1", "db-3", "db-5")
        .doesNotContain("db-2");

    drill
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges")
        .decide("decideOnRefusedChanges", "operator", "continue")
        .untilEnd();
    assertThat(drill.outcome()).contains("siteFailedOver");
  }

  @Test
  void aMissingPermissionIsFoundBeforePeopleVouch() {
    drill.twin().control("POST", "account", "{\"permits\":[\"manipulate_host\",\"login\"]}");
    drill.lose("north").later(Duration.ofSeconds(100));

    drill.start("recover-lost-site", "north");

    assertThat(drill.run().findings())
        .filteredOn(finding -> finding.code().equals("permission-missing"))
        .extracting(finding -> finding.object())
        .containsExactlyInAnyOrder("run_vm", "manipulate_affinity_groups");
  }

  private void pin(String vm, String... hosts) {
    StringBuilder list = new StringBuilder();
    for (String host : hosts) {
      list.append(list.length() == 0 ? "" : ",").append("{\"id\":\"" + drill.idOf(host) + "\"}");
    }
    drill
        .twin()
        .api(
            "PUT",
            "/vms/" + drill.idOf(vm),
            "{\"placement_policy\":{\"affinity\":\"pinned\",\"hosts\":{\"host\":[" + list + "]}}}");
  }
}
