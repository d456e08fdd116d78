package io.siteswap.ticket;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.siteswap.drill.DrillTest;
import io.siteswap.outbox.Outbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A desk tells of a ticket: it starts one run, and whoever is no desk starts none. */
@Import(TicketDoorTest.Starts.class)
@ExtendWith(OutputCaptureExtension.class)
class TicketDoorTest extends DrillTest {
  private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEW = "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=";
  private static final String SHARED = "a-shared-secret";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final WireMockServer SERVER =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().gzipDisabled(true));

  @LocalServerPort private int port;
  @Autowired private Outbox outbox;
  @Autowired private InstantSource clock;
  @Autowired private Recorder recorder;
  @Autowired private ToldTickets told;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Counts what it starts; a run that was committed it knows again, as the real one does. */
  static class Recorder implements TicketedStart {
    private final Deliveries deliveries;
    final Map<String, AtomicInteger> starts = new ConcurrentHashMap<>();
    final Map<String, String> reasons = new ConcurrentHashMap<>();
    CountDownLatch begin = new CountDownLatch(0);
    boolean fails;

    Recorder(Deliveries deliveries) {
      this.deliveries = deliveries;
    }

    @Override
    public TicketedStart.Answer start(Ticket ticket) {
      await();
      if (fails) {
        throw new IllegalStateException("the engine is busy");
      }
      String reason = reasons.get(ticket.number());
      if (reason != null) {
        return new NotStarted(reason);
      }
      Optional<String> first = deliveries.runOf(ticket.desk(), ticket.number());
      if (first.isPresent()) {
        return new Started(first.get());
      }
      AtomicInteger count = starts.computeIfAbsent(ticket.number(), any -> new AtomicInteger());
      return new Started(ticket.number() + "-" + count.incrementAndGet());
    }

    private void await() {
      try {
        assertThat(begin.await(10, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @TestConfiguration
  static class Starts {
    @Bean
    @Primary
    Recorder recorder(Deliveries deliveries) {
      return new Recorder(deliveries);
    }
  }

  @DynamicPropertySource
  static void desks(DynamicPropertyRegistry properties) {
    // Engines of one JVM are found by name, and the other drills look for theirs.
    properties.add("camunda.bpm.process-engine-name", () -> "tickets");
    SERVER.start();
    String at = "siteswap.tickets.desks.";
    Map<String, String> all =
        Map.ofEntries(
            Map.entry("any.type", "webhook"),
            Map.entry("any.numbers", "C-.*"),
            Map.entry("any.webhook.secrets[0]", NEW),
            Map.entry("any.webhook.secrets[1]", OLD),
            Map.entry("now.type", "servicenow"),
            Map.entry("now.numbers", "CHG.*"),
            Map.entry("now.webhook.header", "X-Desk-Secret"),
            Map.entry("now.webhook.secrets[0]", SHARED),
            Map.entry("jira.type", "jira"),
            Map.entry("jira.webhook.proof", "hub-signature"),
            Map.entry("jira.webhook.secrets[0]", "It's a Secret to Everybody"),
            Map.entry("closed.type", "rt"));
    all.forEach((name, value) -> properties.add(at + name, () -> value));
    List.of("any", "now", "jira", "closed")
        .forEach(desk -> properties.add(at + desk + ".url", SERVER::baseUrl));
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void deskKnowsNothing() {
    recorder.starts.clear();
    recorder.reasons.clear();
    recorder.fails = false;
    SERVER.resetAll();
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"result\": []}")));
  }

  private void deskKnows(String number) {
    SERVER.stubFor(
        get(urlPathEqualTo("/api/now/table/change_request"))
            .withQueryParam("sysparm_query", equalTo("number=" + number))
            .willReturn(
                okJson(
                    "{\"result\": [{\"number\": \"%s\", \"state\": \"-2\", \"approval\": \"approved\"}]}"
                        .formatted(number))));
  }

  private record Heard(int status, String body, HttpResponse<String> response) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(body, e);
      }
    }

    String run() {
      return json().path("run").asText();
    }
  }

  private CompletableFuture<Heard> send(String desk, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/tickets/" + desk))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.sendAsync(request.build(), BodyHandlers.ofString())
        .thenApply(response -> new Heard(response.statusCode(), response.body(), response));
  }

  private static Heard now(CompletableFuture<Heard> answer) {
    try {
      return answer.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private Heard fromNow(String number, String delivery) {
    return now(
        send(
            "now",
            "{\"number\": \"%s\"}".formatted(number),
            "X-Desk-Secret",
            SHARED,
            "X-Delivery-Id",
            delivery));
  }

  private Heard fromAny(String secret, String body, long ago) {
    StandardWebhook signed =
        new StandardWebhook(
            UUID.randomUUID().toString(),
            "" + (clock.instant().getEpochSecond() - ago),
            Signature.bytes(body));
    return now(
        send(
            "any",
            body,
            StandardWebhook.ID,
            signed.id(),
            StandardWebhook.TIMESTAMP,
            signed.timestamp(),
            StandardWebhook.SIGNATURE,
            signed.signature(new Secret(secret))));
  }

  private static String ticket(String number, String state) {
    return "{\"ticket\": {\"number\": \"%s\", \"state\": \"%s\", \"approval\": \"approved\"}}"
        .formatted(number, state);
  }

  @Test
  void startsTheRunOfATicketThatTheDeskHas() {
    deskKnows("CHG1");

    Heard answer = fromNow("CHG1", "d1");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.run()).isEqualTo("CHG1-1");
    assertThat(answer.json().path("link").asText()).isEqualTo("http://localhost:8080/runs/CHG1-1");
  }

  /** What comes in is only a hint. */
  @Test
  void believesTheDeskAndNotTheDelivery() {
    Heard answer = fromNow("CHG2", "d1");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("reason").asText()).isEqualTo("desk now knows no ticket 'CHG2'");
    assertThat(recorder.starts).isEmpty();
  }

  /** It cannot be asked, so that what it has signed is its ticket. */
  @Test
  void believesADeskThatCannotBeAskedWhenItSigns() {
    assertThat(fromAny(NEW, ticket("C-1", "scheduled"), 0).run()).isEqualTo("C-1-1");
    assertThat(fromAny(OLD, ticket("C-2", "scheduled"), 299).run())
        .as("a secret that is being replaced")
        .isEqualTo("C-2-1");
    assertThat(told.of("any", "C-1")).isPresent();
  }

  @Test
  void takesTheSignatureOfJira() {
    // The example of its documentation.
    String body = "Hello World!";
    String signature = "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9";
    assertThat(now(send("jira", body, "X-Hub-Signature", signature)).status())
        .as("known, but no JSON")
        .isEqualTo(400);
    assertThat(now(send("jira", body + " ", "X-Hub-Signature", signature)).status()).isEqualTo(401);
  }

  /** Whatever was wrong with it, it hears the same. */
  @Test
  void tellsNothingToWhoeverIsNoDesk(CapturedOutput output) {
    List<Heard> refused =
        List.of(
            now(send("now", "{\"number\": \"CHG1\"}")),
            now(send("now", "{\"number\": \"CHG1\"}", "X-Desk-Secret", "a-shared-secre")),
            now(send("now", "{\"number\": \"CHG1\"}", "X-Desk-Secret", "guess")),
            now(send("nowhere", "{\"number\": \"CHG1\"}", "X-Desk-Secret", SHARED)),
            now(send("closed", "{\"number\": \"CHG1\"}", "X-Siteswap-Secret", "guess")),
            now(send("any", ticket("C-1", "scheduled"))),
            fromAny("whsec_" + "A".repeat(32), ticket("C-1", "scheduled"), 0),
            fromAny(NEW, ticket("C-1", "scheduled"), 301),
            fromAny(NEW, ticket("C-1", "scheduled"), -301));

    assertThat(refused).extracting(Heard::status).containsOnly(401);
    assertThat(refused).extracting(Heard::body).containsOnly(refused.get(0).body());
    assertThat(refused.get(0).body()).doesNotContain("now").doesNotContain("signature");
    assertThat(recorder.starts).isEmpty();
    assertThat(told.of("any", "C-1")).isEmpty();
    assertThat(output.getOut().lines().filter(line -> line.contains("io.siteswap.security")))
        .hasSize(refused.size())
        .noneMatch(line -> line.contains("nowhere") || line.contains(SHARED));
  }

  /** A person is no desk either. */
  @Test
  void takesNoPasswordForASignature() {
    String operator = "Basic b3BlcmF0b3I6ZHJpbGwtMQ==";
    assertThat(now(send("now", "{\"number\": \"CHG1\"}", "Authorization", operator)).status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[]", "{\"number\": {}}", "{\"number\": \"CHG1^OR\"}", "<number/>"})
  void saysWhatItMissesToADesk(String body) {
    Heard answer = now(send("now", body, "X-Desk-Secret", SHARED));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).contains("/number");
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  @Test
  void readsNoMoreThan64Kibibytes() {
    String start = "{\"number\": \"CHG1\", \"x\": \"";
    String fits = start + "x".repeat((64 << 10) - start.length() - 2) + "\"}";
    deskKnows("CHG1");
    assertThat(now(send("now", fits, "X-Desk-Secret", SHARED)).status()).isEqualTo(202);
    assertThat(now(send("now", fits + " ", "X-Desk-Secret", SHARED)).status()).isEqualTo(413);
  }

  @Test
  void answersTheSameDeliveryTheSame() {
    deskKnows("CHG1");
    Heard first = fromNow("CHG1", "d1");
    SERVER.resetRequests();
    Heard again = fromNow("CHG1", "d1");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(SERVER.getAllServeEvents()).isEmpty();
    assertThat(recorder.starts.get("CHG1")).hasValue(1);
  }

  @Test
  void answersWithTheReasonAndNotesItOnce() {
    deskKnows("CHG1");
    recorder.reasons.put("CHG1", "The field cluster is 'demon': expected demo.");

    Heard first = fromNow("CHG1", "d1");
    Heard second = fromNow("CHG1", "d2");

    assertThat(first.status()).isEqualTo(202);
    assertThat(second.json().path("reason").asText())
        .isEqualTo("The field cluster is 'demon': expected demo.");
    assertThat(outbox.waitingFor("CHG1"))
        .singleElement()
        .satisfies(
            note ->
                assertThat(note.message().body())
                    .isEqualTo("No run begins: The field cluster is 'demon': expected demo."));

    recorder.reasons.clear();
    assertThat(fromNow("CHG1", "d3").run()).as("mended").isEqualTo("CHG1-1");
  }

  @Test
  void tellsTheDeskToComeAgainWhenItCannotBeRead() {
    SERVER.stubFor(any(urlPathMatching("/api/.*")).willReturn(aResponse().withStatus(500)));
    Heard answer = fromNow("CHG1", "d1");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.response().headers().firstValue("Retry-After")).contains("60");

    deskKnows("CHG1");
    assertThat(fromNow("CHG1", "d1").run()).isEqualTo("CHG1-1");
  }

  /** Nothing is kept of a start that failed, so that it can be tried again. */
  @Test
  void keepsNothingOfAStartThatFailed() {
    deskKnows("CHG1");
    recorder.fails = true;
    assertThat(fromNow("CHG1", "d1").status()).isEqualTo(500);

    recorder.fails = false;
    assertThat(fromNow("CHG1", "d1").run()).isEqualTo("CHG1-1");
  }

  /** The second one waits for the first, and hears what came of it. */
  @Test
  void startsOneRunWhenTwoTellAtOnce() {
    deskKnows("CHG1");
    recorder.begin = new CountDownLatch(1);
    List<CompletableFuture<Heard>> both = new ArrayList<>();
    for (String delivery : List.of("d1", "d1", "d2")) {
      both.add(
          send(
              "now", "{\"number\": \"CHG1\"}", "X-Desk-Secret", SHARED, "X-Delivery-Id", delivery));
    }
    recorder.begin.countDown();

    assertThat(both.stream().map(TicketDoorTest::now))
        .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 202, 503));
    assertThat(fromNow("CHG1", "d3").status()).isEqualTo(200);
    assertThat(recorder.starts.get("CHG1")).hasValue(1);
  }

  @Test
  void survivesAStorm() {
    for (int i = 0; i < 10; i++) {
      deskKnows("CHG" + i);
    }
    List<CompletableFuture<Heard>> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String number = i % 10 == 0 ? "CHG" + (i / 10) % 10 : "CHG90" + i;
      all.add(send("now", "{\"number\": \"%s\"}".formatted(number), "X-Desk-Secret", SHARED));
    }
    List<Heard> answers = all.stream().map(TicketDoorTest::now).toList();

    assertThat(answers).extracting(Heard::status).containsAnyOf(202).isSubsetOf(200, 202, 503);
    for (int i = 0; i < 10; i++) {
      assertThat(fromNow("CHG" + i, "after-" + i).status()).isIn(200, 202);
    }
    assertThat(recorder.starts).hasSize(10);
    assertThat(recorder.starts.values()).extracting(AtomicInteger::get).containsOnly(1);
  }
}
