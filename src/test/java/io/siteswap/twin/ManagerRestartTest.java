package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagerRestartTest {
  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private void lose(String what, String how) {
    assertThat(drill.control("POST", what + "/lose", how).status()).isEqualTo(200);
  }

  private void restartManager() {
    drill.control("POST", "/manager/restart", "{\"seconds\":24}");
    drill.after(Duration.ofSeconds(25));
  }

  private void fence(String host) {
    String body = "<action><fence_type>manual</fence_type></action>";
    assertThat(drill.call("POST", drill.hostPath(host) + "/fence", body).status()).isEqualTo(200);
  }

  private String dataCentre() {
    return drill.dataCentre().at("status").orElseThrow();
  }

  @Test
  void silentHostsAreUnassignedAndGoThroughItAllAgain() {
    lose("/sites/north", "");
    drill.after(Duration.ofMinutes(3));
    drill.control("POST", "/manager/restart", "{\"seconds\":24}");
    drill.after(Duration.ofSeconds(24));
    assertThat(drill.status("north-2")).isEqualTo("unassigned");
    drill.after(Duration.ofSeconds(4));
    assertThat(drill.status("north-2")).isEqualTo("connecting");
    drill.after(Duration.ofMinutes(1));

    assertThat(drill.status("north-2")).isEqualTo("non_responsive");
    assertThat(drill.vmStatus("batch-1")).isEqualTo("unknown");
    assertThat(drill.events(9003)).isEqualTo(3);
  }

  @Test
  void anSpmLostRightAfterTheStartLeavesTheDataCentreNotOperational() {
    restartManager();
    drill.after(Duration.ofSeconds(10));
    lose("/hosts/north-1", "");
    drill.until(() -> drill.status("north-1").equals("non_responsive"));
    assertThat(dataCentre()).isEqualTo("not_operational");
    assertThat(drill.events(979)).isEqualTo(1);
    drill.after(Duration.ofMinutes(3).plusSeconds(1));

    assertThat(dataCentre()).isEqualTo("problematic");
    assertThat(drill.events(989)).isEqualTo(1);
    drill.after(Duration.ofMinutes(5));
    assertThat(dataCentre()).isEqualTo("problematic");
    fence("north-1");
    drill.after(Duration.ofSeconds(15));
    assertThat(dataCentre()).isEqualTo("up");
  }

  @Test
  void aConfirmationGetsItOutOfNotOperationalAtOnce() {
    restartManager();
    lose("/hosts/north-1", "");
    drill.until(() -> dataCentre().equals("not_operational"));
    fence("north-1");
    drill.after(Duration.ofSeconds(15));

    assertThat(dataCentre()).isEqualTo("up");
  }

  @Test
  void aStartedManagerElectsAnewOnceTheLockOfTheDeadSpmIsOver() {
    lose("/hosts/north-1", "");
    drill.after(Duration.ofSeconds(90));
    restartManager();
    drill.after(Duration.ofSeconds(11));
    assertThat(drill.host("north-1").at("spm/status")).hasValue("spm");
    assertThat(dataCentre()).isEqualTo("problematic");
    drill.after(Duration.ofSeconds(30));

    assertThat(drill.host("north-2").at("spm/status")).hasValue("spm");
    assertThat(dataCentre()).isEqualTo("up");
  }

  @Test
  void theConfirmationIsForgottenAndHasToBeRepeated() {
    lose("/hosts/north-1", "{\"onlyNetwork\":true}");
    drill.after(Duration.ofMinutes(3));
    drill.until(() -> secondOfTen() == 1);
    fence("north-1");
    restartManager();
    drill.after(Duration.ofMinutes(2));
    assertThat(dataCentre()).isEqualTo("problematic");

    fence("north-1");
    drill.after(Duration.ofSeconds(15));
    assertThat(dataCentre()).isEqualTo("up");
  }

  private long secondOfTen() {
    return drill.clock.instant().getEpochSecond() % 10;
  }

  @Test
  void theQueueOfRestartsIsRebuiltFromWhatIsDown() {
    lose("/sites/north", "");
    drill.after(Duration.ofSeconds(100));
    fence("north-2");
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.vmStatus("db-2")).isEqualTo("down");
    restartManager();
    drill.after(Duration.ofSeconds(60 - 15));

    assertThat(drill.vmStatus("db-2")).isEqualTo("up");
  }
}
