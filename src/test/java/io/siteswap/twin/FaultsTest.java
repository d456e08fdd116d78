package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  @Test
  void refusesTheThirdDeactivateAndNoOther() {
    drill.fault(
        """
        {"method":"POST","path":"/hosts/*/deactivate","skip":2,"times":1,"status":409,
         "detail":"Cannot switch Host to Maintenance mode, Host is not operational."}
        """);

    assertThat(drill.deactivate("north-1").status()).isEqualTo(200);
    assertThat(drill.deactivate("north-2").status()).isEqualTo(200);
    TwinDrill.Response third = drill.deactivate("north-3");
    assertThat(third.status()).isEqualTo(409);
    assertThat(third.fault())
        .isEqualTo("[Cannot switch Host to Maintenance mode, Host is not operational.]");
    assertThat(third.xml().at("status")).hasValue("failed");
    assertThat(drill.deactivate("north-3").status()).isEqualTo(200);
  }

  @Test
  void aHostIsMeantByItsName() {
    drill.fault("{\"method\":\"POST\",\"path\":\"/hosts/north-2/deactivate\",\"status\":409}");

    assertThat(drill.deactivate("north-1").status()).isEqualTo(200);
    assertThat(drill.deactivate("north-2").status()).isEqualTo(409);
  }

  @Test
  void aProxyAnswersWithAPage() {
    drill.fault("{\"method\":\"GET\",\"path\":\"/**\",\"times\":-1,\"status\":503}");

    TwinDrill.Response answer = drill.get("/hosts");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).startsWith("<html>");
    assertThat(drill.get("/vms").status()).isEqualTo(503);
    drill.control("DELETE", "/faults", "");
    assertThat(drill.get("/vms").status()).isEqualTo(200);
  }

  @Test
  void aDroppedRequestIsNotCarriedOut() {
    drill.fault("{\"method\":\"POST\",\"path\":\"/hosts/*/deactivate\",\"drop\":true}");

    assertThatThrownBy(() -> drill.deactivate("north-1")).isInstanceOf(UncheckedIOException.class);
    assertThat(drill.status("north-1")).isEqualTo("up");
  }

  @Test
  void aLostAnswerIsOfARequestThatWasCarriedOut() {
    drill.fault(
        "{\"method\":\"POST\",\"path\":\"/hosts/*/deactivate\",\"drop\":true,\"carriedOut\":true}");

    assertThatThrownBy(() -> drill.deactivate("north-1")).isInstanceOf(UncheckedIOException.class);
    assertThat(drill.status("north-1")).isEqualTo("preparing_for_maintenance");
  }

  @Test
  void aSwallowedDeactivateSaysCompleteAndLeavesTheHostUp() {
    drill.fault("{\"method\":\"POST\",\"path\":\"/hosts/north-1/deactivate\",\"swallow\":true}");

    TwinDrill.Response answer = drill.deactivate("north-1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.xml().at("status")).hasValue("complete");
    assertThat(drill.status("north-1")).isEqualTo("up");
    assertThat(drill.events(27)).isEqualTo(1);
  }

  @Test
  void aDelayedRequestIsCarriedOutInTheEnd() {
    drill.fault("{\"method\":\"GET\",\"path\":\"/hosts\",\"delayMillis\":50}");
    long start = System.nanoTime();

    assertThat(drill.get("/hosts").status()).isEqualTo(200);
    assertThat(System.nanoTime() - start).isGreaterThan(50_000_000L);
  }

  @Test
  void theTokenCallCanFailToo() {
    drill.fault("{\"method\":\"POST\",\"path\":\"/sso/oauth/token\",\"status\":502}");
    drill.control("POST", "/sessions/expire", "");

    assertThatThrownBy(() -> drill.get("/hosts")).isInstanceOf(RuntimeException.class);
    assertThat(drill.get("/hosts").status()).isEqualTo(200);
  }

  @Test
  void countsWhatItMet() {
    JsonNode made =
        drill.fault("{\"method\":\"GET\",\"path\":\"/hosts\",\"skip\":1,\"status\":500}").json();
    assertThat(made.path("id").asInt()).isEqualTo(1);
    drill.get("/hosts");
    drill.get("/hosts");
    drill.get("/hosts");

    JsonNode fault = drill.control("GET", "/faults", "").json().get(0);
    assertThat(fault.path("seen").asInt()).isEqualTo(2);
    assertThat(fault.path("matched").asInt()).isEqualTo(1);
  }

  @Test
  void badInputIsRefusedWithTheValueAndWhatWasExpected() {
    assertThat(drill.fault("{\"method\":\"FETCH\",\"path\":\"/hosts\",\"status\":500}").body())
        .contains("'FETCH'")
        .contains("expected GET");
    assertThat(drill.fault("{\"method\":\"GET\",\"path\":\"/hosts\"}").status()).isEqualTo(400);
    assertThat(drill.fault("{\"method\":\"GET\",\"path\":\"/h\",\"status\":99}").status())
        .isEqualTo(400);
    assertThat(drill.fault("nonsense").status()).isEqualTo(400);
    assertThat(drill.control("POST", "/speed", "{\"speed\":0}").body()).contains("speed is 0");
    assertThat(drill.control("GET", "/nosuch", "").status()).isEqualTo(404);
    assertThat(drill.control("POST", "/sites/west/lose", "").body()).contains("'west'");
    assertThat(drill.control("POST", "/world", "{\"vms\":-1}").body()).contains("vms is -1");
  }

  @Test
  void countsRequestsByPattern() {
    drill.control("DELETE", "/statistics", "");
    drill.get("/hosts");
    drill.get("/hosts");
    drill.status("north-1");
    drill.deactivate("south-1");

    JsonNode statistics = drill.statistics();
    assertThat(statistics.path("requests").toString())
        .contains("{\"method\":\"GET\",\"path\":\"/hosts\",\"count\":4}")
        .contains("{\"method\":\"POST\",\"path\":\"/hosts/{host}/deactivate\",\"count\":1}");
    assertThat(statistics.path("total").asInt()).isEqualTo(5);
  }

  @Test
  void aFreshWorldCanBeOfAnotherSize() {
    drill.control("POST", "/world", "{\"hostsPerSite\":2,\"vms\":10}");

    assertThat(drill.get("/hosts").xml().children()).hasSize(4);
    assertThat(drill.get("/vms").xml().children()).hasSize(10);
  }
}
