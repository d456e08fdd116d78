package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.twin.protocol.Element;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final List<String> NORTH = List.of("north-1", "north-2", "north-3");

  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private boolean allInMaintenance(List<String> hosts) {
    return hosts.stream().allMatch(host -> drill.status(host).equals("maintenance"));
  }

  @Test
  void drainingASiteAtOnceMovesEveryVmOnceAndTakesTheCriticalPath() {
    NORTH.forEach(host -> assertThat(drill.deactivate(host).status()).isEqualTo(200));

    Duration took = drill.until(() -> allInMaintenance(NORTH));

    // Two pairs of lanes per host: 16, 8, 4 and 2 GiB one after the other at 4 Gbit/s.
    assertThat(took).isBetween(Duration.ofSeconds(65), Duration.ofSeconds(70));
    assertThat(drill.migrations()).isEqualTo(24);
    assertThat(drill.statistics().path("migrations")).hasSize(24);
    assertThat(drill.vmNames()).allMatch(vm -> drill.whereIs(vm).startsWith("south"));
    assertThat(drill.events(67)).isEqualTo(24);
    assertThat(drill.events(63)).isEqualTo(24);
    assertThat(drill.events(620)).isEqualTo(3);
  }

  @Test
  void drainingHostByHostMakesVmsHopInsideTheSite() {
    for (String host : NORTH) {
      drill.deactivate(host);
      drill.until(() -> drill.status(host).equals("maintenance"));
    }

    assertThat(drill.migrations()).isGreaterThan(24);
    assertThat(drill.vmNames()).allMatch(vm -> drill.whereIs(vm).startsWith("south"));
  }

  @Test
  void fastTimeDoesNotTurnParallelCallsIntoHops() {
    drill.control("POST", "/speed", "{\"speed\": 200}");
    for (String host : NORTH) {
      drill.deactivate(host);
      drill.after(Duration.ofMillis(200));
    }

    drill.until(() -> allInMaintenance(NORTH));

    assertThat(drill.migrations()).isEqualTo(24);
  }

  @Test
  void onlyTwoMigrateAtOnceAndTheOthersStayUp() {
    drill.deactivate("north-2");
    drill.after(Duration.ofSeconds(2));

    assertThat(drill.get("/vms?search=status%3Dmigrating").xml().children()).hasSize(2);
    assertThat(drill.host("north-2").at("summary/migrating")).hasValue("2");
    assertThat(drill.host("north-2").at("status_detail")).isEmpty();
  }

  @Test
  void theReasonIsShownAndTold() {
    drill.call(
        "POST",
        drill.hostPath("north-3") + "/deactivate",
        "<action><reason>CHG0001234</reason></action>");

    assertThat(drill.host("north-3").at("status_detail")).hasValue("CHG0001234");
    assertThat(drill.events(600)).isEqualTo(1);
  }

  @Test
  void oneVmThatCannotMoveRefusesAllAndLeavesTheHostPreparing() {
    drill.control("POST", "/vms/web-1", "{\"status\": \"not_responding\"}");
    String host = drill.whereIs("web-1");

    TwinDrill.Response refused = drill.deactivate(host);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.xml().at("status")).hasValue("failed");
    assertThat(drill.status(host)).isEqualTo("preparing_for_maintenance");
    drill.after(Duration.ofMinutes(2));
    assertThat(drill.migrations()).isZero();
    drill.after(Duration.ofMinutes(4));
    assertThat(drill.status(host)).isEqualTo("preparing_for_maintenance");
    assertThat(drill.events(17)).isEqualTo(1);
    assertThat(drill.events(602)).isEqualTo(1);
  }

  @Test
  void whatCanBePlacedMovesAndTheRestFailsTheCallWithAnEmptyDetail() {
    tie("web-1");
    String host = drill.whereIs("web-1");

    TwinDrill.Response refused = drill.deactivate(host);
    drill.after(Duration.ofMinutes(2));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.fault()).isEqualTo("[]");
    assertThat(drill.whereIs("web-1")).isEqualTo(host);
    assertThat(drill.status(host)).isEqualTo("preparing_for_maintenance");
    assertThat(drill.migrations()).isEqualTo(7);
  }

  private void tie(String vm) {
    String host = drill.vm(vm).child("host").flatMap(Element::id).orElseThrow();
    drill.call(
        "POST",
        drill.clusterPath() + "/affinitygroups",
        "<affinity_group><name>tied</name><hosts_rule><enabled>true</enabled>"
            + "<enforcing>true</enforcing><positive>true</positive></hosts_rule><hosts><host id=\""
            + host
            + "\"/></hosts><vms><vm id=\""
            + drill.vm(vm).id().orElseThrow()
            + "\"/></vms></affinity_group>");
  }

  @Test
  void activatingCancelsWhatWaitsAndLetsGoOnWhatMoves() {
    drill.deactivate("north-2");
    drill.after(Duration.ofSeconds(3));

    assertThat(drill.activate("north-2").status()).isEqualTo(200);
    assertThat(drill.status("north-2")).isEqualTo("unassigned");
    drill.after(Duration.ofSeconds(50));

    assertThat(drill.status("north-2")).isEqualTo("up");
    assertThat(drill.migrations()).isEqualTo(2);
  }

  @Test
  void aTargetOnItsWayToMaintenanceSendsBackWhatComes() {
    String vm = drill.vmPath("app-1");
    String from = drill.whereIs("app-1");
    String target = drill.host("south-1").id().orElseThrow();
    drill.call("POST", vm + "/migrate", "<action><host id=\"" + target + "\"/></action>");
    assertThat(drill.vmStatus("app-1")).isEqualTo("migrating");

    drill.deactivate("south-1");

    assertThat(drill.vmStatus("app-1")).isEqualTo("up");
    assertThat(drill.whereIs("app-1")).isEqualTo(from);
    drill.after(Duration.ofSeconds(3));
    assertThat(drill.status("south-1")).isEqualTo("maintenance");
  }

  @Test
  void aMigrationThatNeverConvergesKeepsTheHost() {
    String host = drill.whereIs("app-1");
    drill.control("POST", "/vms/app-1", "{\"stuck\": true}");

    drill.deactivate(host);
    drill.after(Duration.ofMinutes(20));

    assertThat(drill.status(host)).isEqualTo("preparing_for_maintenance");
    assertThat(drill.vmStatus("app-1")).isEqualTo("migrating");
    assertThat(drill.act(drill.vmPath("app-1") + "/cancelmigration").status()).isEqualTo(200);
    assertThat(drill.vmStatus("app-1")).isEqualTo("up");
  }

  @Test
  void aPersonsCallForcesVmsThatOnlyAPersonMayMigrate() {
    drill.call("PUT", drill.vmPath("app-1"), placement("user_migratable"));
    String host = drill.whereIs("app-1");
    drill.deactivate(host);
    drill.after(Duration.ofMinutes(2));

    assertThat(drill.whereIs("app-1")).isNotEqualTo(host);
  }

  private static String placement(String affinity) {
    return "<vm><placement_policy><affinity>" + affinity + "</affinity></placement_policy></vm>";
  }

  @Test
  void aPinnedVmRefusesTheCallAndNothingChanges() {
    String host = drill.whereIs("app-1");
    drill.call("PUT", drill.vmPath("app-1"), placement("pinned"));

    TwinDrill.Response refused = drill.deactivate(host);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.fault()).contains("The non-migratable VMs are: app-1.");
    assertThat(drill.status(host)).isEqualTo("up");
    assertThat(drill.events(14001)).isEqualTo(1);
  }

  @Test
  void theLastHostWithVmsStaysUp() {
    for (String host : List.of("south-1", "south-2", "south-3")) {
      drill.deactivate(host);
    }
    drill.after(Duration.ofSeconds(20));
    drill.deactivate("north-1");
    drill.deactivate("north-2");

    TwinDrill.Response refused = drill.deactivate("north-3");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.fault())
        .contains("Please ensure that the following Clusters have at least one Host in UP state");
  }
}
