package io.siteswap.ticket;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.siteswap.outbox.NotNow;
import io.siteswap.site.Links;
import io.siteswap.site.WrongConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a desk answers, it becomes something that can be acted upon, with no secret in it. */
class DeskFaultsTest {
  private static final String SECRET = "s3cret-Passw0rd";

  private final DeskRig rig = new DeskRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void answers(ResponseDefinitionBuilder response) {
    rig.server.stubFor(any(anyUrl()).willReturn(response));
  }

  private ChangeDesk desk(String type) {
    return rig.desk(type, "user", "siteswap", "password", SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "servicenow,401", "jira,401", "rt,401", "servicenow,408", "jira,409", "rt,423", "jira,425",
    "servicenow,429", "jira,429", "rt,429", "servicenow,500", "jira,502", "rt,503", "jira,504",
    "servicenow,301", "jira,302", "rt,307"
  })
  void isAwayWhenAskingLaterMayHelp(String type, int status) {
    answers(aResponse().withStatus(status).withBody("{}"));
    assertThatThrownBy(() -> desk(type).read("1234"))
        .isInstanceOf(DeskAway.class)
        .hasMessageContaining("desk desk ")
        .hasMessageContaining("" + status)
        .hasMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @CsvSource({"servicenow,400", "jira,403", "rt,403", "servicenow,413", "jira,422"})
  void refusesWhenItSaysNo(String type, int status) {
    answers(
        aResponse()
            .withStatus(status)
            .withBody(
                "{\"error\": {\"message\": \"ACL\"}, \"errorMessages\": [\"ACL\"], \"message\": \"ACL\"}"));
    assertThatThrownBy(() -> desk(type).read("1234"))
        .isInstanceOf(DeskRefused.class)
        .hasMessage("desk desk answers %d: ACL", status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"servicenow", "jira", "rt"})
  void knowsNoTicketAfterA404(String type) {
    answers(aResponse().withStatus(404).withBody("{}"));
    assertThatThrownBy(() -> desk(type).read("1234"))
        .isInstanceOf(TicketNotFound.class)
        .hasMessage("desk desk knows no ticket '1234'");
  }

  /** A page to sign in at, an instance that sleeps. */
  @ParameterizedTest
  @ValueSource(strings = {"servicenow", "jira", "rt"})
  void isAwayWhenItAnswersAPage(String type) {
    answers(aResponse().withHeader("Content-Type", "text/html").withBody("<html>Hello</html>"));
    assertThatThrownBy(() -> desk(type).read("1234"))
        .isInstanceOf(DeskAway.class)
        .hasMessageContaining("no JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"servicenow", "jira", "rt"})
  void isAwayWhenItAnswersSomeOtherJson(String type) {
    answers(okJson("[]"));
    assertThatThrownBy(() -> desk(type).read("1234")).isInstanceOf(DeskAway.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"servicenow", "jira", "rt"})
  void isAwayWhenItHangs(String type) {
    answers(okJson("{}").withFixedDelay(5_000));
    assertThatThrownBy(() -> desk(type).read("1234"))
        .isInstanceOf(DeskAway.class)
        .hasMessageContaining("does not answer within");
  }

  /** It answers, and then drips. */
  @Test
  void isAwayWhenItHangsInTheMiddle() {
    answers(okJson("{\"a\": \"" + "x".repeat(100_000) + "\"}").withChunkedDribbleDelay(50, 9_000));
    long begun = System.nanoTime();
    assertThatThrownBy(() -> desk("jira").read("1234")).isInstanceOf(DeskAway.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "MALFORMED_RESPONSE_CHUNK"})
  void isAwayWhenTheConnectionBreaks(String fault) {
    answers(aResponse().withFault(Fault.valueOf(fault)));
    assertThatThrownBy(() -> desk("rt").read("1234")).isInstanceOf(DeskAway.class);
  }

  @Test
  void isAwayWhenNobodyIsThere() {
    ChangeDesk desk = desk("rt");
    rig.server.stop();
    assertThatThrownBy(() -> desk.read("1234"))
        .isInstanceOf(DeskAway.class)
        .hasMessage("desk desk cannot be reached");
  }

  @Test
  void tellsHowLongItWantsToBeLeftAlone() {
    answers(aResponse().withStatus(429).withHeader("Retry-After", "120"));
    assertThat(away("jira").retryAfter()).contains(Duration.ofMinutes(2));

    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plusSeconds(600).atOffset(ZoneOffset.UTC));
    answers(aResponse().withStatus(503).withHeader("Retry-After", date));
    assertThat(away("rt").retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(500), Duration.ofMinutes(10));

    answers(
        aResponse()
            .withStatus(503)
            .withHeader("Date", "Tue, 1 Jan 2030 00:00:00 GMT")
            .withHeader("Retry-After", "Tue, 1 Jan 2030 00:02:00 GMT"));
    assertThat(away("rt").retryAfter())
        .as("by the clock of the desk")
        .contains(Duration.ofMinutes(2));

    answers(aResponse().withStatus(503).withHeader("Retry-After", "soon"));
    assertThat(away("rt").retryAfter()).isEmpty();
  }

  private DeskAway away(String type) {
    return catchThrowableOfType(DeskAway.class, () -> desk(type).read("1234"));
  }

  /** Whatever the other host may be, it does not get our password. */
  @Test
  void followsNoRedirect() {
    try (DeskRig other = new DeskRig()) {
      other.server.stubFor(any(anyUrl()).willReturn(okJson("{}")));
      answers(permanentRedirect(other.server.baseUrl() + "/here"));

      assertThatThrownBy(() -> desk("jira").read("1234"))
          .isInstanceOf(DeskAway.class)
          .hasMessageContaining("redirects are not followed");
      assertThat(other.server.getAllServeEvents()).isEmpty();
    }
  }

  private ChangeDesk withOauth() {
    return rig.desk(
        "servicenow",
        "oauth.token-uri",
        rig.server.baseUrl() + "/oauth_token.do",
        "oauth.client-id",
        "siteswap",
        "oauth.client-secret",
        SECRET,
        "oauth.scopes[0]",
        "useraccount");
  }

  private void givesToken(String token, int seconds) {
    rig.server.stubFor(
        post(urlPathEqualTo("/oauth_token.do"))
            .willReturn(
                okJson(
                    "{\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": %d}"
                        .formatted(token, seconds))));
  }

  private void tableAnswers(String token) {
    rig.server.stubFor(
        get(urlPathMatching("/api/now/table/.*"))
            .withHeader("Authorization", equalTo("Bearer " + token))
            .willReturn(okJson("{\"result\": []}")));
  }

  @Test
  void signsInWithATokenAndKeepsIt() {
    givesToken("one", 1800);
    tableAnswers("one");
    ChangeDesk desk = withOauth();

    assertThatThrownBy(() -> desk.read("CHG1")).isInstanceOf(TicketNotFound.class);
    assertThatThrownBy(() -> desk.read("CHG1")).isInstanceOf(TicketNotFound.class);

    rig.server.verify(
        1,
        postRequestedFor(urlPathEqualTo("/oauth_token.do"))
            .withRequestBody(containing("grant_type=client_credentials"))
            .withRequestBody(containing("client_id=siteswap"))
            .withRequestBody(containing("scope=useraccount")));
  }

  @Test
  void getsANewTokenWhenTheOldOneExpires() {
    // Within the minute before its end a token counts as expired.
    givesToken("one", 30);
    tableAnswers("one");
    ChangeDesk desk = withOauth();
    assertThatThrownBy(() -> desk.read("CHG1")).isInstanceOf(TicketNotFound.class);
    givesToken("two", 1800);
    tableAnswers("two");
    assertThatThrownBy(() -> desk.read("CHG1")).isInstanceOf(TicketNotFound.class);

    rig.server.verify(2, postRequestedFor(urlPathEqualTo("/oauth_token.do")));
    rig.server.verify(
        1,
        getRequestedFor(urlPathMatching("/api/now/table/.*"))
            .withHeader("Authorization", equalTo("Bearer two")));
  }

  /** Somebody has taken it back: one new one is got, not one after the other. */
  @Test
  void getsANewTokenWhenTheOldOneIsNotAccepted() {
    givesToken("one", 1800);
    tableAnswers("one");
    ChangeDesk desk = withOauth();
    assertThatThrownBy(() -> desk.read("CHG1")).isInstanceOf(TicketNotFound.class);

    rig.server.resetAll();
    answers(aResponse().withStatus(401));
    givesToken("two", 1800);
    tableAnswers("two");
    assertThatThrownBy(() -> desk.read("CHG1")).isInstanceOf(TicketNotFound.class);

    rig.server.resetAll();
    answers(aResponse().withStatus(401));
    givesToken("three", 1800);
    assertThatThrownBy(() -> desk.read("CHG1"))
        .isInstanceOf(DeskAway.class)
        .hasMessage("desk desk does not accept our credentials (401)");
    rig.server.verify(1, postRequestedFor(urlPathEqualTo("/oauth_token.do")));
  }

  @Test
  void saysThatThereIsNoTokenWithoutTheSecret() {
    for (String answer : List.of("400,invalid_client", "401,401", "503,503")) {
      String[] parts = answer.split(",", -1);
      rig.server.stubFor(
          post(urlPathEqualTo("/oauth_token.do"))
              .willReturn(
                  aResponse()
                      .withStatus(Integer.parseInt(parts[0]))
                      .withHeader("Content-Type", "application/json")
                      .withBody(
                          "{\"error\": \"invalid_client\", \"error_description\": \"no %s\"}"
                              .formatted(SECRET))));
      assertThatThrownBy(() -> withOauth().read("CHG1"))
          .isInstanceOf(DeskAway.class)
          .hasMessage("desk desk: its token endpoint gives no token (%s)", parts[1]);
    }

    rig.server.stubFor(
        post(urlPathEqualTo("/oauth_token.do"))
            .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    assertThatThrownBy(() -> withOauth().read("CHG1")).isInstanceOf(DeskAway.class);
  }

  /** The outbox waits for it, and no longer than it is asked to. */
  @Test
  void becomesAPauseOfTheOutbox() {
    answers(aResponse().withStatus(429).withHeader("Retry-After", "120"));
    assertThatThrownBy(() -> rig.messenger("rt").deliver(DeskRig.note("1", "planned"), false))
        .isInstanceOf(NotNow.class)
        .hasMessageContaining("answers 429");
    answers(aResponse().withStatus(403));
    assertThatThrownBy(() -> rig.messenger("rt").deliver(DeskRig.note("1", "planned"), false))
        .isInstanceOf(NotNow.class)
        .hasMessageContaining("answers 403");
  }

  @Test
  void speaksPlainHttpOnlyToThisMachineUnlessAllowed() {
    for (String url :
        List.of("http://desk.example.com", "http://10.0.0.1", "http://127.0.0.1.example.com")) {
      assertThatThrownBy(() -> rig.desk("rt", "url", url))
          .as(url)
          .isInstanceOf(WrongConfiguration.class)
          .hasMessageContaining("without TLS");
      assertThat(rig.desk("rt", "url", url, "allow-http", "true")).isNotNull();
    }
    for (String url :
        List.of("http://localhost:1", "http://127.0.0.1", "http://[::1]:8", "https://10.0.0.1")) {
      assertThat(rig.desk("rt", "url", url)).isNotNull();
    }
  }

  @Test
  void refusesAConfigurationThatCannotWork() {
    for (String[] wrong :
        List.of(
            new String[] {"url", "ftp://desk"},
            new String[] {"url", "https://user:%s@desk.example.com".formatted(SECRET)},
            new String[] {"user", "siteswap"},
            new String[] {"oauth.token-uri", "http://desk.example.com/token"},
            new String[] {"numbers", "["},
            new String[] {"webhook.proof", "trust"},
            new String[] {"webhook.secrets[0]", ""})) {
      assertThatThrownBy(() -> rig.desk("jira", wrong))
          .as("%s", List.of(wrong))
          .isInstanceOf(WrongConfiguration.class)
          .hasMessageNotContaining(SECRET);
    }
    assertThatThrownBy(() -> rig.desk("jira", "api", "4")).isInstanceOf(WrongConfiguration.class);
    assertThatThrownBy(() -> rig.desk("trello")).isInstanceOf(WrongConfiguration.class);
    assertThatThrownBy(() -> rig.desk("webhook")).isInstanceOf(WrongConfiguration.class);
    assertThatThrownBy(() -> rig.desk("webhook", "webhook.secrets[0]", "short"))
        .isInstanceOf(WrongConfiguration.class)
        .hasMessageNotContaining("short");
  }

  @Test
  void showsNoSecret() {
    TicketProperties properties =
        rig.properties(
            "webhook",
            "password",
            SECRET,
            "token",
            SECRET,
            "oauth.client-secret",
            SECRET,
            "webhook.secrets[0]",
            SECRET);
    assertThat(properties.toString()).contains("webhook").doesNotContain(SECRET);
  }

  @Test
  void asksTheDeskThatHasTicketsOfSuchNumbers() {
    Desks desks =
        new Desks(
            new DeskFactory(two(), new Links("http://localhost:8080"), Instant::now).all(rig.told),
            two());
    assertThat(desks.of("CHG0001234").map(ChangeDesk::name)).contains("now");
    assertThat(desks.of("OPS-17").map(ChangeDesk::name)).contains("jira");
    assertThat(desks.of("4711")).isEmpty();
  }

  private TicketProperties two() {
    return DeskRig.bound(
        Map.of(
            "siteswap.tickets.desks.now.type", "servicenow",
            "siteswap.tickets.desks.now.url", rig.server.baseUrl(),
            "siteswap.tickets.desks.now.numbers", "CHG\\d+",
            "siteswap.tickets.desks.jira.type", "jira",
            "siteswap.tickets.desks.jira.url", rig.server.baseUrl(),
            "siteswap.tickets.desks.jira.numbers", "[A-Z]+-\\d+"));
  }
}
