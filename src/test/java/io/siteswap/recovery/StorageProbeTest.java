package io.siteswap.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.siteswap.manager.PowerStatus;
import io.siteswap.recovery.ProbeResult.Sign;
import io.siteswap.site.LeaseProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the storage, the power and the time tell of a host. */
class StorageProbeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:15:00Z");

  private HttpServer server;
  private String answer = "";
  private String asked = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked = exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization");
    byte[] body = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T03:14:40Z, ALIVE, were renewed 20 s ago",
    "2026-11-22T03:13:41Z, ALIVE, were renewed 1 min 19 s ago",
    "2026-11-22T03:13:40Z, NEITHER, were renewed 1 min 20 s ago",
    "2026-11-22T00:10:00Z, NEITHER, were renewed 3 h 5 min ago",
    "2026-11-22T03:16:00Z, ALIVE, the clocks differ",
    "yesterday, NEITHER, 'not known: ''yesterday'' is no time'"
  })
  void aFreshLeaseIsAlive(String time, ProbeResult.Sign sign, String description) {
    answer = "{\"north-1\":{\"renewed\":\"%s\"}}".formatted(time);

    ProbeResult said = ask();

    assertThat(said.sign()).isEqualTo(sign);
    assertThat(said.description()).contains(description);
    assertThat(asked).isEqualTo("/leases/north-1 Bearer secret");
  }

  @Test
  void whatIsNotToldIsNotKnown() {
    answer = "{}";
    assertThat(ask().description())
        .startsWith("not known: there is no value where one is expected");

    server.stop(0);
    assertThat(ask().sign()).isEqualTo(ProbeResult.Sign.NEITHER);
    assertThat(new StorageProbe().ask(Optional.empty(), "north-1", NOW).description())
        .isEqualTo("no lease-probe is configured");
  }

  @Test
  void onlyPowerThatIsOffIsDown() {
    assertThat(power(PowerStatus.State.OFF).sign()).isEqualTo(Sign.DOWN);
    assertThat(power(PowerStatus.State.ON).sign()).isEqualTo(Sign.HINT);
    assertThat(power(PowerStatus.State.UNKNOWN).sign()).isEqualTo(ProbeResult.Sign.NEITHER);
    assertThat(power(PowerStatus.State.FAILED).description())
        .isEqualTo("it could not be asked: why");
  }

  @Test
  void aLeaseIsOverSomeTimeAfterTheLastContact() {
    assertThat(LivenessProbes.lease(NOW.minusSeconds(100), NOW).description())
        .contains("leases are over at " + Times.of(NOW.plusSeconds(40)));
    assertThat(LivenessProbes.lease(NOW.minusSeconds(200), NOW).description())
        .contains("leases are over since " + Times.of(NOW.minusSeconds(60)));
  }

  private static ProbeResult power(PowerStatus.State state) {
    return LivenessProbes.power(new PowerStatus(state, "why"));
  }

  private ProbeResult ask() {
    String url = "http://127.0.0.1:%d/leases/{host}".formatted(server.getAddress().getPort());
    LeaseProbe probe =
        new LeaseProbe(url, "/{host}/renewed", Duration.ofSeconds(2), Optional.of("Bearer secret"));
    return new StorageProbe().ask(Optional.of(probe), "north-1", NOW);
  }
}
