package io.siteswap.readiness.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.siteswap.site.Comparison;
import io.siteswap.site.Replication;
import io.siteswap.site.Replication.Expected;
import io.siteswap.site.Replication.Web;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real server answers of the replication, and what is believed of it. */
class ReplicationProbeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String SECRET = "Bearer s3cret";

  private HttpServer server;
  private int status = 200;
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
    asked = exchange.getRequestURI().toString();
    boolean open = SECRET.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    if (status == 302) {
      exchange.getResponseHeaders().add("Location", "/elsewhere");
    }
    byte[] body = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(open ? status : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void believesTheExpectedText() {
    answer = "{\"pairs\":[{\"state\":\"synchronized\"}]}";

    Replicated said = ask(state("synchronized"));

    assertThat(said.fine()).isTrue();
    assertThat(said.evidence()).endsWith(" at /pairs/0/state: synchronized");
  }

  @Test
  void believesNoOtherText() {
    answer = "{\"pairs\":[{\"state\":\"suspended\"}]}";

    assertThat(ask(state("synchronized")).what())
        .isEqualTo("it says 'suspended', expected is 'synchronized'");
  }

  @Test
  void believesNothingThatIsNotThere() {
    answer = "{\"pairs\":[]}";

    assertThat(ask(state("synchronized")).what())
        .isEqualTo("there is no value where one is expected");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"2026-11-22T09:59:00Z\"', true",
    "'\"2026-11-22T10:59:00+01:00\"', true",
    "1795341540, true",
    "1795341540000, true",
    "'\"2026-11-22T09:50:00Z\"', false",
    "'\"2026-11-22T10:30:00Z\"', false",
    "'\"yesterday\"', false"
  })
  void believesOnlyAFreshTime(String time, boolean fresh) {
    answer = "{\"at\":" + time + "}";

    Replicated said =
        ask(
            new Replication.Http(
                web(),
                JsonPointer.compile("/at"),
                new Expected(Optional.empty(), Optional.of(Duration.ofMinutes(5)))));

    assertThat(said.fine()).as(said.what()).isEqualTo(fresh);
  }

  /** It would show our secret there. */
  @Test
  void followsNoRedirect() {
    status = 302;

    assertThat(ask(state("x")).what()).endsWith(" answers 302");
    assertThat(asked).doesNotContain("elsewhere");
  }

  @Test
  void saysWhatWentWrong() {
    answer = "<html>";
    assertThat(ask(state("x")).what()).endsWith(" answers no JSON");

    status = 503;
    assertThat(ask(state("x")).what()).endsWith(" answers 503");

    server.stop(0);
    assertThat(ask(state("x")).what()).contains(" does not answer (ConnectException)");
  }

  @Test
  void signsInAndTellsNobody() {
    answer = "{}";
    Web noKey = new Web(url("/state"), Duration.ofSeconds(5), Optional.empty());

    assertThat(
            ask(new Replication.Http(
                    noKey,
                    JsonPointer.compile("/a"),
                    new Expected(Optional.of("b"), Optional.empty())))
                .what())
        .endsWith(" answers 401");
    assertThat(web().toString()).doesNotContain("s3cret");
  }

  @Test
  void believesAPrometheusOfWhichEverySeriesIsAsExpected() {
    answer = vector("1", "1");

    assertThat(ask(prometheus()).fine()).isTrue();
    assertThat(asked).isEqualTo("/api/v1/query?query=array_in_sync%7Bsite%3D%22a%22%7D");
  }

  @Test
  void believesNoPrometheusOtherwise() {
    answer = vector("1", "0");
    assertThat(ask(prometheus()).what()).isEqualTo("the query gives 0, expected >= 1");

    answer = vector("NaN");
    assertThat(ask(prometheus()).fine()).isFalse();

    answer = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
    assertThat(ask(prometheus()).what()).isEqualTo("the query gives nothing");

    answer = "{\"status\":\"error\",\"error\":\"parse error\"}";
    assertThat(ask(prometheus()).what()).isEqualTo("the query failed: parse error");

    answer = "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"2\"]}}";
    assertThat(ask(prometheus()).fine()).isTrue();
  }

  private Replicated ask(Replication way) {
    return new ReplicationProbe().ask(Map.of("data", way), NOW).get("data");
  }

  private Replication state(String expected) {
    return new Replication.Http(
        web(),
        JsonPointer.compile("/pairs/0/state"),
        new Expected(Optional.of(expected), Optional.empty()));
  }

  private Replication prometheus() {
    return new Replication.Prometheus(
        new Web(url("/"), Duration.ofSeconds(5), Optional.of(SECRET)),
        "array_in_sync{site=\"a\"}",
        Comparison.of(">= 1"));
  }

  private Web web() {
    return new Web(url("/state"), Duration.ofSeconds(5), Optional.of(SECRET));
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  private static String vector(String... values) {
    StringBuilder result = new StringBuilder();
    for (String value : values) {
      result.append(result.isEmpty() ? "" : ",");
      result.append("{\"metric\":{},\"value\":[1795341540,\"").append(value).append("\"]}");
    }
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
        + result
        + "]}}";
  }
}
