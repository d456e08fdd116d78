package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.twin.protocol.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FenceStatusTest {
  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private Element status(String host) {
    TwinDrill.Response answer =
        drill.call(
            "POST",
            drill.hostPath(host) + "/fence",
            "<action><fence_type>status</fence_type></action>");
    assertThat(answer.status()).isEqualTo(200);
    return answer.xml();
  }

  private void set(String host, String json) {
    assertThat(drill.control("POST", "/hosts/" + host, json).status()).isEqualTo(200);
  }

  @Test
  void aSwitchSharesTheFateOfItsSite() {
    set("north-1", "{\"powerManaged\":true}");
    assertThat(status("north-1").at("power_management/status")).hasValue("on");
    drill.control("POST", "/sites/north/lose", "");

    Element lost = status("north-1");
    assertThat(lost.at("status")).hasValue("failed");
    assertThat(lost.at("fault/reason")).isPresent();
    assertThat(lost.at("power_management/status")).isEmpty();
  }

  @Test
  void aSwitchThatAnswersProvesThatTheHostIsOff() {
    set("north-1", "{\"powerManaged\":true}");
    drill.control("POST", "/sites/north/lose", "");
    set("north-1", "{\"power\":\"off\"}");
    assertThat(status("north-1").at("power_management/status")).hasValue("off");

    drill.control("POST", "/sites/north/restore", "");
    assertThat(status("north-1").at("power_management/status")).hasValue("on");
    assertThat(drill.control("POST", "/hosts/north-1", "{\"power\":\"odd\"}").status())
        .isEqualTo(400);
  }

  @Test
  void withoutPowerManagementNothingIsKnown() {
    assertThat(status("north-2").at("fault/reason"))
        .hasValue("Invalid fence agents defined for host 'north-2'.");
  }
}
