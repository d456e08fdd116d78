package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FailBackSiteTest extends DrillTest {
  @Test
  void returnsTheWorldToTheTimeBeforeTheFailover() {
    Map<String, String> before = places();
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();

    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync at 03:10")
        .approve("approver-1")
        .untilEnd();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(places()).isEqualTo(before);
  }

  /** Where each VM runs, and which host is the SPM. */
  private Map<String, String> places() {
    Inventory now = drill.inventory();
    Map<String, String> places =
        now.vms().stream()
            .collect(Collectors.toMap(Vm::name, vm -> vm.host().orElseThrow().name()));
    places.put("SPM", now.spm().orElseThrow().name());
    return places;
  }
}
