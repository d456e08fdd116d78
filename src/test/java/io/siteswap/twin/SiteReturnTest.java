package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SiteReturnTest {
  private static final List<String> NORTH = List.of("north-1", "north-2", "north-3");

  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private void lose(String what, String how) {
    assertThat(drill.control("POST", what + "/lose", how).status()).isEqualTo(200);
  }

  private void restore(String what) {
    assertThat(drill.control("POST", what + "/restore", "").status()).isEqualTo(200);
  }

  private void fence(String host) {
    String body = "<action><fence_type>manual</fence_type></action>";
    assertThat(drill.call("POST", drill.hostPath(host) + "/fence", body).status()).isEqualTo(200);
  }

  @Test
  void hostsComeUpByThemselvesWithoutTheVmsThatLostTheirPower() {
    lose("/sites/north", "");
    drill.after(Duration.ofMinutes(3));
    restore("/sites/north");
    drill.after(Duration.ofSeconds(9));

    assertThat(NORTH).allMatch(host -> drill.status(host).equals("up"));
    assertThat(drill.vmStatus("batch-1")).isEqualTo("down");
    assertThat(drill.events(119)).isEqualTo(24);
    drill.after(Duration.ofSeconds(15));
    assertThat(drill.vmStatus("db-1")).isEqualTo("up");
    assertThat(drill.vmStatus("batch-1")).isEqualTo("down");
    assertThat(drill.dataCentre().at("status")).hasValue("up");
  }

  @Test
  void vmsOfACutOffSiteAreSeenRunningAgain() {
    lose("/sites/north", "{\"onlyNetwork\":true}");
    drill.after(Duration.ofMinutes(3));
    restore("/sites/north");
    drill.after(Duration.ofSeconds(9));

    assertThat(drill.vmStatus("batch-1")).isEqualTo("up");
    assertThat(drill.whereIs("batch-1")).startsWith("north");
    assertThat(drill.whereIs("db-1")).startsWith("north");
    assertThat(drill.events(119)).isZero();
  }

  @Test
  void halfASiteDiesAndReturnsAfterItsConfirmation() {
    lose("/hosts/north-2", "");
    drill.after(Duration.ofMinutes(3));
    assertThat(drill.status("north-2")).isEqualTo("non_responsive");
    assertThat(drill.status("north-3")).isEqualTo("up");
    assertThat(drill.dataCentre().at("status")).hasValue("up");
    fence("north-2");
    drill.after(Duration.ofSeconds(20));
    restore("/hosts/north-2");
    drill.after(Duration.ofSeconds(9));

    assertThat(drill.status("north-2")).isEqualTo("up");
    assertThat(drill.get("/vms?search=status%3Dunknown").xml().children()).isEmpty();
    assertThat(drill.control("POST", "/hosts/north-9/lose", "").status()).isEqualTo(404);
  }

  @Test
  void aConfirmedHostThatWasOnlyCutOffShowsItsVmsWhenItReturns() {
    lose("/hosts/north-2", "{\"onlyNetwork\":true}");
    String vm = "db-2";
    assertThat(drill.whereIs(vm)).isEqualTo("north-2");
    drill.after(Duration.ofMinutes(3));
    fence("north-2");
    drill.after(Duration.ofSeconds(20));
    assertThat(drill.vmStatus(vm)).isEqualTo("down");
    restore("/hosts/north-2");
    drill.after(Duration.ofSeconds(9));

    assertThat(drill.vmStatus(vm)).isEqualTo("up");
    assertThat(drill.whereIs(vm)).isEqualTo("north-2");
    assertThat(drill.statistics().path("runningTwice").asInt()).isZero();
  }

  @Test
  void aHostInMaintenanceIgnoresTheReturnOfItsSite() {
    lose("/sites/north", "");
    drill.after(Duration.ofMinutes(3));
    assertThat(drill.deactivate("north-2").fault()).contains("still has running VMs");
    NORTH.forEach(this::fence);
    drill.after(Duration.ofSeconds(20));
    assertThat(drill.deactivate("north-2").status()).isEqualTo(200);
    assertThat(drill.deactivate("north-3").status()).isEqualTo(200);
    assertThat(drill.status("north-2")).isEqualTo("maintenance");

    drill.activate("north-3");
    drill.after(Duration.ofSeconds(4));
    assertThat(drill.status("north-3")).isEqualTo("connecting");
    drill.after(Duration.ofMinutes(1));
    assertThat(drill.status("north-3")).isEqualTo("non_responsive");
    restore("/sites/north");
    drill.after(Duration.ofSeconds(9));
    assertThat(drill.status("north-3")).isEqualTo("up");
    assertThat(drill.status("north-2")).isEqualTo("maintenance");
  }

  @Test
  void theSpmThatDoesNotAnswerIsRefusedMaintenance() {
    drill.get("/vms").xml().children().stream()
        .map(vm -> vm.at("name").orElseThrow())
        .filter(vm -> drill.whereIs(vm).equals("north-1"))
        .forEach(vm -> drill.act(drill.vmPath(vm) + "/stop"));
    drill.after(Duration.ofSeconds(2));
    lose("/hosts/north-1", "");
    drill.after(Duration.ofMinutes(3));

    assertThat(drill.deactivate("north-1").fault()).contains("is Storage Pool Manager");
  }

  @Test
  void aGroupWithoutItsHostsRulePullsNobodyHome() {
    drill.call(
        "PUT",
        drill.group(),
        "<affinity_group><hosts_rule><enabled>false</enabled></hosts_rule></affinity_group>");
    lose("/hosts/north-2", "");
    drill.after(Duration.ofMinutes(3));
    fence("north-2");
    drill.after(Duration.ofSeconds(20));
    restore("/hosts/north-2");
    drill.after(Duration.ofMinutes(10));

    assertThat(drill.migrations()).isZero();
  }
}
