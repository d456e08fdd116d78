package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.Host;
import io.siteswap.manager.HostStatus;
import org.junit.jupiter.api.Test;

class FailOverSiteTest extends DrillTest {
  @Test
  void emptiesTheSiteUnderFourEyes() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.hosts("north")).allMatch(host -> host.is(HostStatus.MAINTENANCE));
    assertThat(drill.hosts("south")).anyMatch(Host::isSpm);
    assertThat(drill.vms())
        .allMatch(vm -> vm.isUp() && vm.host().orElseThrow().name().startsWith("south"));
  }

  @Test
  void migratesEachVmExactlyOnce() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();

    assertThat(drill.migrations()).hasSize(24).allSatisfy((vm, count) -> assertThat(count).isOne());
  }
}
