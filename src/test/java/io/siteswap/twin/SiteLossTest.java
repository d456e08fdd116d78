package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SiteLossTest {
  private static final List<String> NORTH = List.of("north-1", "north-2", "north-3");

  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private TwinDrill.Response lose(String how) {
    return drill.control("POST", "/sites/north/lose", how);
  }

  private TwinDrill.Response fence(String host) {
    return drill.call(
        "POST",
        drill.hostPath(host) + "/fence",
        "<action><fence_type>manual</fence_type></action>");
  }

  @Test
  void hostsConnectThenAreNonResponsiveAndTheirVmsUnknown() {
    lose("");
    drill.after(Duration.ofSeconds(6));
    assertThat(drill.status("north-2")).isEqualTo("connecting");
    drill.after(Duration.ofSeconds(59));
    assertThat(drill.status("north-2")).isEqualTo("non_responsive");
    assertThat(drill.status("north-1")).isEqualTo("connecting");
    drill.after(Duration.ofSeconds(20));

    assertThat(drill.status("north-1")).isEqualTo("non_responsive");
    assertThat(drill.vmStatus("batch-1")).isEqualTo("unknown");
    assertThat(drill.host("north-1").at("spm/status")).hasValue("spm");
    assertThat(drill.dataCentre().at("status")).hasValue("problematic");
    assertThat(drill.events(12)).isEqualTo(3);
    assertThat(drill.events(142)).isEqualTo(24);
    assertThat(drill.events(987)).isEqualTo(1);
  }

  @Test
  void storageRefusesTheFirstRestartOfALeasedVmAndTheNextComesFiveMinutesLater() {
    lose("");
    drill.after(Duration.ofMinutes(2));
    assertThat(drill.events(506)).isEqualTo(18);
    assertThat(drill.events(507)).isEqualTo(18);
    drill.after(Duration.ofSeconds(260));
    assertThat(drill.vmStatus("db-1")).isEqualTo("unknown");
    drill.after(Duration.ofSeconds(50));

    assertThat(drill.vmStatus("db-1")).isEqualTo("up");
    assertThat(drill.whereIs("db-1")).startsWith("south");
    assertThat(drill.vmStatus("batch-1")).isEqualTo("unknown");
    assertThat(drill.events(506)).isEqualTo(36);
    assertThat(drill.events(507)).isEqualTo(18);
  }

  @Test
  void aConfirmationBringsLeasedVmsBackAsSoonAsTheirLeaseIsOver() {
    lose("");
    drill.after(Duration.ofSeconds(90));
    NORTH.forEach(this::fence);
    drill.after(Duration.ofSeconds(45));
    assertThat(drill.vmStatus("db-1")).isEqualTo("down");
    drill.after(Duration.ofSeconds(30));

    assertThat(drill.vmStatus("db-1")).isEqualTo("up");
    assertThat(drill.statistics().path("runningTwice").asInt()).isZero();
  }

  @Test
  void theSpmMovesOnlyAfterTheConfirmation() {
    lose("");
    drill.after(Duration.ofMinutes(3));
    TwinDrill.Response refused = drill.act(drill.hostPath("south-1") + "/forceselectspm");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.fault()).isEqualTo("[Cannot force select SPM. Unknown Data Center status.]");

    assertThat(fence("north-1").status()).isEqualTo(200);
    drill.after(Duration.ofSeconds(15));

    assertThat(drill.host("south-1").at("spm/status")).hasValue("spm");
    assertThat(drill.dataCentre().at("status")).hasValue("up");
    assertThat(drill.status("north-1")).isEqualTo("non_responsive");
  }

  @Test
  void confirmedVmsAreDownAndOnlyHighlyAvailableOnesRestart() {
    drill.call("PUT", drill.vmPath("web-2"), "<vm><lease/></vm>");
    String host = drill.whereIs("web-2");
    lose("");
    drill.after(Duration.ofMinutes(3));
    assertThat(drill.vmStatus("web-2")).isEqualTo("unknown");

    NORTH.forEach(this::fence);
    assertThat(drill.vmStatus("web-2")).isEqualTo("down");
    drill.after(Duration.ofSeconds(15));

    assertThat(drill.vmStatus("web-2")).isEqualTo("up");
    assertThat(drill.whereIs("web-2")).startsWith("south");
    assertThat(drill.vmStatus("batch-1")).isEqualTo("down");
    assertThat(drill.get("/vms?search=host%3D" + host).xml().children()).isEmpty();
    assertThat(drill.act(drill.vmPath("batch-1") + "/start").status()).isEqualTo(200);
    drill.after(Duration.ofSeconds(3));
    assertThat(drill.whereIs("batch-1")).startsWith("south");
    assertThat(drill.statistics().path("runningTwice").asInt()).isZero();
  }

  @Test
  void aConfirmationWhileConnectingClearsNothing() {
    lose("");
    drill.after(Duration.ofSeconds(10));

    assertThat(fence("north-2").status()).isEqualTo(200);
    assertThat(drill.get("/vms?search=status%3Ddown").xml().children()).isEmpty();
  }

  @Test
  void aCutOffSiteThatIsConfirmedRunsVmsTwice() {
    lose("{\"onlyNetwork\":true}");
    drill.after(Duration.ofMinutes(3));
    fence("north-1");
    fence("north-2");
    fence("north-3");
    drill.after(Duration.ofSeconds(30));
    drill.act(drill.vmPath("batch-1") + "/start");

    assertThat(drill.statistics().path("runningTwice").asInt()).isEqualTo(1);
  }

  @Test
  void aCutOffHostKeepsTheLeasesOfItsVms() {
    lose("{\"onlyNetwork\":true}");
    drill.after(Duration.ofMinutes(10));
    NORTH.forEach(this::fence);
    drill.after(Duration.ofMinutes(1));
    assertThat(drill.vmStatus("db-1")).isEqualTo("down");
    assertThat(drill.events(507)).isGreaterThan(36);

    assertThat(lose("").status()).isEqualTo(200);
    drill.after(Duration.ofSeconds(175));
    assertThat(drill.vmStatus("db-1")).isEqualTo("up");
  }

  @Test
  void aShortLossOfTheNetworkIsNotEvenNoticed() {
    lose("{\"onlyNetwork\":true}");
    drill.after(Duration.ofSeconds(3));
    drill.control("POST", "/sites/north/restore", "");
    drill.after(Duration.ofMinutes(5));

    assertThat(drill.status("north-1")).isEqualTo("up");
    assertThat(drill.events(9027)).isZero();
  }

  /**
   * Recorded as 724 to 727, 736 and 737: its VMs run elsewhere by their leases, yet it has them.
   */
  @Test
  void aDeadHostKeepsItsVmsOnTheBooksUntilItIsConfirmed() {
    drill.control("POST", "/hosts/north-2/lose", "");
    drill.after(Duration.ofMinutes(8));
    assertThat(drill.get("/vms?search=host%3Dnorth-2").xml().children())
        .allMatch(vm -> vm.at("status").orElseThrow().equals("unknown"))
        .hasSize(2);
    assertThat(drill.host("north-2").at("summary/total")).hasValue("8");

    String refused =
        "[Cannot switch Host to Maintenance mode.\n"
            + "Host still has running VMs on it and is in Non Responsive state.]";
    assertThat(drill.deactivate("north-2").fault()).isEqualTo(refused);
    fence("north-2");
    assertThat(drill.host("north-2").at("summary/total")).hasValue("0");
    assertThat(drill.deactivate("north-2").status()).isEqualTo(200);
  }

  @Test
  void aDeadHostWhoseVmsAllRunElsewhereIsClearedByAConfirmationInAnyStatus() {
    drill.control("POST", "/hosts/south-1/lose", "");
    drill.after(Duration.ofSeconds(10));
    assertThat(drill.status("south-1")).isEqualTo("connecting");

    assertThat(fence("south-1").status()).isEqualTo(200);
    assertThat(drill.events(348)).isEqualTo(1);
  }

  @Test
  void aHostThatAnswersAgainCountsWhatItReallyHas() {
    drill.control("POST", "/hosts/north-2/lose", "");
    drill.after(Duration.ofMinutes(8));
    drill.control("POST", "/hosts/north-2/restore", "");
    drill.after(Duration.ofSeconds(10));

    assertThat(drill.status("north-2")).isEqualTo("up");
    assertThat(drill.host("north-2").at("summary/total")).hasValue("0");
  }

  @Test
  void aDeadHostWithVmsOnTheBooksIsNotRemovedEither() {
    drill.control("POST", "/hosts/north-2/lose", "");
    drill.after(Duration.ofMinutes(8));

    assertThat(drill.call("DELETE", drill.hostPath("north-2"), "").fault())
        .contains("One or more VMs are still running on this Host");
  }
}
