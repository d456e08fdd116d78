package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostStatus;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FailOverSiteTest extends DrillTest {
  @Autowired private ProcessEngine engine;

  @Test
  void emptiesTheSiteUnderFourEyes() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.hosts("north")).allMatch(host -> host.is(HostStatus.MAINTENANCE));
    assertThat(drill.hosts("south")).anyMatch(Host::isSpm);
    assertThat(drill.vms())
        .allMatch(vm -> vm.isUp() && vm.host().orElseThrow().name().startsWith("south"));
  }

  /** What the picture shows is what happens. */
  @Test
  void goesTheWayThatThePictureShows() {
    drill.start("fail-over-site", "north");
    assertThat(passed()).last().isEqualTo("approvePlan");

    drill.approve("approver-1").untilEnd();

    assertThat(passed())
        .containsSubsequence(
            "openRun",
            "drawUpPlan",
            "approvePlan",
            "moveSpm",
            "putHostsIntoMaintenance",
            "verifySite",
            "siteFailedOver")
        .doesNotContain("undoMoveSpm", "returnSpm", "handOver", "planRejected");
  }

  private List<String> passed() {
    return engine
        .getHistoryService()
        .createHistoricActivityInstanceQuery()
        .processInstanceId(drill.runId())
        .orderPartiallyByOccurrence()
        .asc()
        .list()
        .stream()
        .map(HistoricActivityInstance::getActivityId)
        .toList();
  }

  @Test
  void migratesEachVmExactlyOnce() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();

    assertThat(drill.migrations()).hasSize(24).allSatisfy((vm, count) -> assertThat(count).isOne());
  }
}
