package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.ChangeState;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The night on which a site is gone, from the loss to the way back. */
class RecoverLostSiteTest extends DrillTest {
  @Test
  void bringsEverythingUpAtTheOtherSite() {
    drill.lose("north").later(Duration.ofSeconds(90));
    drill.start("recover-lost-site", Map.of("cluster", "demo", "site", "north", "ticket", ""));

    drill.attest("approver-1").attest("approver-2").untilTask("completeChangeRecord");

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.vms()).allMatch(vm -> vm.isUp() && isAt(vm, "south"));
    assertThat(drill.hosts("north")).allMatch(host -> host.is(HostStatus.MAINTENANCE));
    assertThat(drill.inventory().spm().map(Host::name)).get().asString().startsWith("south");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.runningTwice()).isZero();
    assertThat(drill.run().ticket()).startsWith("EMERGENCY-");
  }

  /** The engine was quicker than people: what their leases have restarted is still counted. */
  @Test
  void confirmsAHostWhoseVmsAllRunElsewhereAlready() {
    drill.vms().forEach(vm -> drill.vm(vm.name(), "{\"leased\":true}"));
    drill.lose("north").later(Duration.ofMinutes(8));
    assertThat(drill.vms()).allMatch(vm -> isAt(vm, "south"));
    drill.start("recover-lost-site", Map.of("cluster", "demo", "site", "north", "ticket", ""));

    drill.attest("approver-1").attest("approver-2").untilTask("completeChangeRecord");

    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.requests("POST", "/hosts/{host}/fence")).isEqualTo(3);
    assertThat(drill.hosts("north")).allMatch(host -> host.is(HostStatus.MAINTENANCE));
    assertThat(drill.run().differences()).isEmpty();
  }

  @Test
  void returnsFromThere() {
    Map<String, String> before = places();
    drill.lose("north").later(Duration.ofSeconds(90)).start("recover-lost-site", "north");
    drill.attest("approver-1").attest("approver-2").untilEnd();
    drill.restore("north").later(Duration.ofMinutes(3));
    assertThat(drill.vms()).as("nobody is pulled home").allMatch(vm -> isAt(vm, "south"));

    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync at 05:10")
        .approve("approver-1");
    drill.until(() -> says("pause before wave 2 of 2, until "));
    assertThat(drill.migrations()).hasSize(20);
    drill.untilEnd();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(places()).isEqualTo(before);
    assertThat(drill.inventory().affinityGroups()).allMatch(group -> group.hostsRuleEnabled());
    assertThat(drill.runningTwice()).isZero();
  }

  @Test
  void returnsTheLaterWavesThoughOneVmOfTheFirstHangs() {
    returningWithAVmThatHangs();
    assertThat(drill.changes("bringVmsHome"))
        .as("a wave that nobody has asked for yet")
        .anyMatch(entry -> entry.state() == ChangeState.APPROVED);

    drill.later(Duration.ofMinutes(16));
    assertThat(drill.facts().get("headline").asText()).contains("1 change without effect");
    assertThat(drill.facts().get("changes").findValuesAsText("object")).containsExactly("vm web-1");
    drill.decide("decideOnStuckChanges", "operator", "continue").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(left()).containsExactly("web-1");
    assertThat(drill.vms())
        .filteredOn(vm -> !vm.name().equals("web-1"))
        .allMatch(vm -> isAt(vm, "north"));
  }

  @Test
  void asksForNoLaterWaveOnceAborted() {
    returningWithAVmThatHangs();
    int asked = drill.requests("POST", "/vms/{vm}/migrate");

    drill.abort("operator").decide("decideOnStuckChanges", "operator", "continue").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(left()).contains("web-1").hasSizeGreaterThan(1);
    assertThat(drill.requests("POST", "/vms/{vm}/migrate")).isEqualTo(asked);
  }

  private void returningWithAVmThatHangs() {
    drill.lose("north").later(Duration.ofSeconds(90)).start("recover-lost-site", "north");
    drill.attest("approver-1").attest("approver-2").untilEnd();
    drill.restore("north").later(Duration.ofMinutes(3)).vm("web-1", "{\"stuck\":true}");
    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync at 05:10")
        .approve("approver-1")
        .until(() -> drill.migrations().size() == 19);
    drill.after(Duration.ofSeconds(5));
  }

  private List<String> left() {
    return drill.changes("bringVmsHome").stream()
        .filter(entry -> entry.state() == ChangeState.LEFT)
        .map(entry -> entry.change().object().name())
        .toList();
  }

  private boolean says(String description) {
    // One host after the other: none is on its way while another one is.
    assertThat(drill.hosts("north"))
        .filteredOn(host -> host.is(HostStatus.UNASSIGNED))
        .hasSizeLessThan(2);
    return drill.run().waitingFor().filter(said -> said.contains(description)).isPresent();
  }

  private static boolean isAt(Vm vm, String site) {
    return vm.host().filter(host -> host.name().startsWith(site)).isPresent();
  }

  private Map<String, String> places() {
    Inventory now = drill.inventory();
    Map<String, String> places =
        now.vms().stream()
            .collect(Collectors.toMap(Vm::name, vm -> vm.host().orElseThrow().name()));
    places.put("SPM", now.spm().orElseThrow().name());
    return places;
  }
}
