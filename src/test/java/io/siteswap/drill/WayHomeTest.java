package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.ledger.Away;
import io.siteswap.ledger.AwayFromHome;
import io.siteswap.manager.inventory.HostStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way home belongs to the site, however many runs its objects have left it by. */
class WayHomeTest extends DrillTest {
  @Autowired private AwayFromHome awayFromHome;
  @Autowired private JdbcClient database;

  @Test
  void leadsPastAFailoverThatFoundTheSiteEmpty() {
    Map<String, String> before = drill.world(3, 8).world();
    failOver("north");
    Map<String, String> empty = drill.world();

    drill.start("fail-over-site", "north");
    assertThat(drill.outcome()).contains("siteAlreadyEmpty");
    assertThat(drill.world()).isEqualTo(empty);

    failBack("north");
    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.world()).isEqualTo(before);
    assertThat(away()).isEmpty();
  }

  @Test
  void leadsBackThroughAllFailoversOfAChain() {
    drill.withoutAffinity().placement("web-1", "pinned");
    Map<String, String> before = drill.world();
    drill
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges")
        .decide("decideOnRefusedChanges", "operator", "continue")
        .untilEnd();
    assertThat(drill.outcome()).contains("siteFailedOver");
    String first = drill.runId();
    assertThat(away()).contains("north-1", "north-2", "web-2").doesNotContain("north-3", "web-1");

    drill.placement("web-1", "migratable");
    failOver("north");
    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(all()).filteredOn(it -> it.name().equals("web-1")).hasSize(1).allMatch(this::isNew);
    assertThat(all())
        .filteredOn(it -> it.name().equals("web-2"))
        .allMatch(it -> it.runId().equals(first));

    failBack("north");
    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
  }

  @Test
  void asksNoMoreOfAHostThanItWas() {
    drill.world(2, 6);
    drill.twin().control("POST", "hosts/north-2", "{\"withoutNetwork\":\"ovirtmgmt\"}");
    drill.until(() -> drill.host("north-2").is(HostStatus.NON_OPERATIONAL));
    drill.until(() -> drill.vms().stream().allMatch(vm -> vm.isUp()));
    failOver("north");
    assertThat(drill.host("north-2").is(HostStatus.MAINTENANCE)).isTrue();

    failBack("north");

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.host("north-2").is(HostStatus.NON_OPERATIONAL)).isTrue();
    assertThat(away()).isEmpty();
  }

  @Test
  void leadsBackFromAFailoverAndARecoveryOfTheRest() {
    Map<String, String> before = drill.world();
    drill.loseHost("north-2").later(Duration.ofSeconds(100));
    drill
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges")
        .decide("decideOnRefusedChanges", "operator", "continue")
        .untilEnd();
    assertThat(drill.outcome()).contains("siteFailedOver");
    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2").untilEnd();
    assertThat(drill.outcome()).contains("siteRecovered");

    drill.restore("north").later(Duration.ofSeconds(60));
    failBack("north");
    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
    assertThat(away()).isEmpty();
  }

  /** As if the site had been called oslo, and its hosts oslo-1 to oslo-3, when they left. */
  @Test
  void leadsHomeThoughTheSiteAndItsHostsHaveOtherNamesSince() {
    Map<String, String> before = drill.world();
    drill.lose("north").later(Duration.ofSeconds(100));
    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2").untilEnd();
    assertThat(drill.outcome()).contains("siteRecovered");
    database
        .sql(
            "update away set site = 'oslo', object_name = replace(object_name, 'north-', 'oslo-'),"
                + " home_name = replace(home_name, 'north-', 'oslo-'),"
                + " rule = replace(rule, 'north-', 'oslo-')")
        .update();
    assertThat(all()).anyMatch(it -> it.kind() == Away.Kind.AFFINITY_GROUP);

    drill.restore("north").later(Duration.ofSeconds(60));
    failBack("north");

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
    assertThat(away()).isEmpty();
  }

  @Test
  void staysOnRecordForWhatHasNotComeHome() {
    drill.withoutAffinity();
    Map<String, String> before = drill.world();
    failOver("north");
    drill.refuse("/vms/batch-1/migrate", "Cannot migrate VM, for a drill.", -1);
    startFailback("north")
        .untilTask("decideOnRefusedChanges")
        .decide("decideOnRefusedChanges", "operator", "continue")
        .untilEnd();
    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(away()).containsExactly("batch-1");

    drill.noMoreFaults();
    failBack("north");

    assertThat(drill.run().requirePlan().changes())
        .extracting(change -> change.object().name())
        .containsExactly("batch-1");
    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
    assertThat(away()).isEmpty();
  }

  @Test
  void isRefusedWhereNothingIsAway() {
    assertThatThrownBy(() -> drill.start("fail-back-site", "north"))
        .hasMessageContaining("nothing of site north of cluster demo is away from home");
    failOver("north");
    failBack("north");
    assertThatThrownBy(() -> drill.start("fail-back-site", "north"))
        .hasMessageContaining("nothing of site north of cluster demo is away from home");
  }

  @Test
  void endsWhereEverythingWasBroughtHomeByHand() {
    drill.world(1, 2).withoutAffinity();
    failOver("north");
    drill.elsewhere("hosts", "north-1", "activate").after(Duration.ofSeconds(30));
    drill.elsewhere("hosts", "north-1", "forceselectspm").after(Duration.ofSeconds(30));
    for (var vm : drill.vms()) {
      if (away().contains(vm.name())) {
        drill
            .twin()
            .api(
                "POST",
                "/vms/" + vm.ref().id() + "/migrate",
                "{\"host\":{\"id\":\"" + drill.idOf("north-1") + "\"}}");
      }
    }
    drill.after(Duration.ofMinutes(2));

    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync");

    assertThat(drill.outcome()).contains("nothingToReturn");
    assertThat(away()).isEmpty();
  }

  @Test
  void doesNotWakeAHostThatSomebodyElseHadPutIntoMaintenance() {
    drill.elsewhere("hosts", "north-3", "deactivate").after(Duration.ofMinutes(3));
    Map<String, String> before = drill.world();
    failOver("north");
    assertThat(away()).doesNotContain("north-3").contains("north-1", "north-2");

    failBack("north");

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.host("north-3").status()).isEqualTo(HostStatus.MAINTENANCE);
    assertThat(drill.world()).isEqualTo(before);
  }

  @Test
  void forgetsNothingWhenAFailbackIsUndone() {
    Map<String, String> before = drill.world();
    failOver("north");
    List<String> away = away();
    startFailback("north").until(() -> !drill.migrations().isEmpty());
    drill.abort("operator").decide("decideOnStuckChanges", "operator", "undo").untilEnd();
    assertThat(drill.outcome()).contains("failbackUndone");
    assertThat(away()).isEqualTo(away);

    failBack("north");
    assertThat(drill.world()).isEqualTo(before);
  }

  @Test
  void knowsNothingMoreOfAFailoverThatWasUndone() {
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.migrations().size() >= 3);
    drill.abort("operator").decide("decideOnStuckChanges", "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(away()).isEmpty();
  }

  @Test
  void knowsWhatACancelledFailoverDidUnseen() {
    Map<String, String> before = drill.world();
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.requests("POST", "/hosts/{host}/deactivate") == 3);
    drill.cancel().after(Duration.ofMinutes(4));
    assertThat(drill.outcome()).contains("runCancelled");

    failBack("north");

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
  }

  /** Its hosts are up again by hand, so the other site can leave before the VMs went home. */
  @Test
  void leadsHomeOverBothSitesInTurn() {
    drill.withoutAffinity();
    Map<String, String> before = drill.world();
    failOver("north");
    drill.hosts("north").forEach(host -> drill.elsewhere("hosts", host.name(), "activate"));
    drill.after(Duration.ofSeconds(30)).audit();
    assertThat(away()).contains("web-1").doesNotContain("north-1", "north-2", "north-3");

    failOver("south");
    failBack("south");

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(all())
        .as("only who belongs to north may still be away, and to where it was at first")
        .allMatch(it -> it.site().equals("north"));
    drill.vms().stream()
        .filter(vm -> before.get(vm.name()).contains("south"))
        .forEach(vm -> assertThat(drill.world().get(vm.name())).isEqualTo(before.get(vm.name())));
  }

  private void failOver(String site) {
    drill.start("fail-over-site", site).approve("approver-1").untilEnd();
  }

  private Drill startFailback(String site) {
    return drill
        .start("fail-back-site", site)
        .decide("confirmReplication", "operator", "approve", "array: in sync")
        .approve("approver-1");
  }

  private void failBack(String site) {
    startFailback(site).untilEnd();
  }

  private boolean isNew(Away away) {
    return away.runId().equals(drill.runId());
  }

  private List<Away> all() {
    return awayFromHome.of("demo");
  }

  private List<String> away() {
    return all().stream()
        .filter(it -> it.kind() != Away.Kind.SPM)
        .map(Away::name)
        .sorted()
        .toList();
  }
}
