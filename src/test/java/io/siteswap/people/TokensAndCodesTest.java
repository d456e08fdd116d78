package io.siteswap.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.drill.DrillTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What administrators hand out: to scripts for a time, and to people for one night. */
@ExtendWith(OutputCaptureExtension.class)
class TokensAndCodesTest extends DrillTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IS_JSON = "Content-Type: application/json";
  private static final String START =
      "{\"variables\":{\"cluster\":{\"value\":\"demo\"},\"site\":{\"value\":\"north\"},"
          + "\"ticket\":{\"value\":\"CHG1\"},\"reason\":{\"value\":\"by a script\"}}}";

  @LocalServerPort private int port;
  @Autowired private JdbcClient database;
  @Autowired private IdentityService identity;

  @BeforeEach
  void nothingIsHandedOut() {
    database.sql("delete from api_token").update();
    database.sql("delete from glass_code").update();
    drill.world(2, 4).later(Duration.ofHours(1));
  }

  private Spoken.Heard as(String user, String password, String method, String path, String body) {
    return Spoken.from("127.0.0.1", port)
        .say(method, path, body, Spoken.basic(user, password), IS_JSON);
  }

  private Spoken.Heard asAdmin(String method, String path, String body) {
    return as("admin", "drill-6", method, path, body);
  }

  private Spoken.Heard with(String token, String method, String path, String body) {
    return Spoken.from("127.0.0.1", port)
        .say(method, path, body, "Authorization: Bearer " + token, IS_JSON);
  }

  private static JsonNode json(Spoken.Heard heard) {
    try {
      return JSON.readTree(heard.body().replaceAll("(?m)^[0-9a-f]+\\r?$", ""));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(heard.body(), e);
    }
  }

  private JsonNode made(String name, String scopes, int days) {
    var answer =
        asAdmin(
            "POST",
            "/api/people/tokens",
            "{\"name\":\"%s\",\"scopes\":[%s],\"days\":%d}".formatted(name, scopes, days));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  @Test
  void aTokenOpensWhatItIsForAndNothingElse() {
    String read = made("reader", "\"read\"", 30).get("token").asText();
    String start = made("starter", "\"start\"", 30).get("token").asText();

    assertThat(with(read, "GET", "/api/runs", "").status()).isEqualTo(200);
    assertThat(with(read, "GET", "/engine-rest/task", "").status()).isEqualTo(200);
    assertThat(with(start, "GET", "/api/runs", "").status()).isEqualTo(403);
    String begin = "/engine-rest/process-definition/key/fail-over-site/start";
    assertThat(with(read, "POST", begin, START).status()).isEqualTo(403);
    assertThat(with(start, "POST", begin, START).status()).isEqualTo(200);
    assertThat(drill.runs())
        .singleElement()
        .satisfies(run -> assertThat(run.startedBy()).isEqualTo("token:starter"));
    for (String token : List.of(read, start)) {
      for (String call :
          List.of(
              "POST /api/runs/x/abort",
              "POST /engine-rest/task/x/complete",
              "POST /engine-rest/task/x/claim",
              "PUT /engine-rest/job/x/retries",
              "DELETE /engine-rest/process-instance/x",
              "POST /api/clusters/demo/attestations",
              "POST /api/people/tokens",
              "PUT /engine-rest/user/admin/credentials",
              "POST /camunda/api/engine/engine/default/task/x/claim")) {
        String[] parts = call.split(" ", 2);
        assertThat(with(token, parts[0], parts[1], "{}").status()).as(call).isEqualTo(403);
      }
    }
  }

  @Test
  void aTokenEnds(CapturedOutput log) {
    String token = made("short", "\"read\"", 1).get("token").asText();
    assertThat(with(token, "GET", "/api/runs", "").status()).isEqualTo(200);
    drill.later(Duration.ofDays(1));
    assertThat(with(token, "GET", "/api/runs", "").status()).isEqualTo(401);

    JsonNode second = made("second", "\"read\"", 1);
    String secret = second.get("token").asText();
    assertThat(asAdmin("DELETE", "/api/people/tokens/" + second.get("id").asText(), "").status())
        .isEqualTo(204);
    assertThat(with(secret, "GET", "/api/runs", "").status()).isEqualTo(401);
    assertThat(log.getOut())
        .contains("event=token-made token=\"short\" scopes=\"[read]\" user=\"admin\"")
        .contains("event=token-revoked token=\"second\"")
        .contains("event=token-refused source=\"127.0.0.1\"")
        .doesNotContain(secret);
    assertThat(drill.journal().of("people"))
        .extracting(line -> line.event())
        .contains("token-made", "token-revoked");
  }

  @Test
  void everybodySeesWhichTokensThereAreAndWhenTheyWereUsed() {
    String token = made("reader", "\"read\"", 30).get("token").asText();
    assertThat(json(as("auditor", "drill-5", "GET", "/api/people/tokens", "")).get(0).get("usedAt"))
        .isNullOrEmpty();
    with(token, "GET", "/api/runs", "");

    var list = as("auditor", "drill-5", "GET", "/api/people/tokens", "");

    assertThat(json(list).get(0).get("usedAt").asText()).startsWith("2026-11-22T");
    assertThat(list.body()).contains("reader").doesNotContain(token, "hash");
    assertThat(database.sql("select hash from api_token").query(String.class).single())
        .hasSize(64)
        .doesNotContain(token.substring(16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "sw_", "sw_000000000000_0000000000000000000000000000000000000000", "x"})
  void aWrongTokenIsNone(String token) {
    assertThat(with(token, "GET", "/api/runs", "").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "a b, read, 1, is no name",
    "ok, all, 1, are no scopes",
    "ok, read, 0, is no number of days",
    "ok, read, 400, is no number of days"
  })
  void saysWhatIsWrongWithAWish(String name, String scope, int days, String sentence) {
    var answer =
        asAdmin(
            "POST",
            "/api/people/tokens",
            "{\"name\":\"%s\",\"scopes\":[\"%s\"],\"days\":%d}".formatted(name, scope, days));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains(sentence);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
  }

  /** Else an approver would start by a script what they approve as a person. */
  @ParameterizedTest
  @ValueSource(strings = {"dr-approvers", "dr-commanders"})
  void whoApprovesMakesNoTokenThatStarts(String group) {
    identity.createMembership("admin", group);
    try {
      var start =
          asAdmin(
              "POST",
              "/api/people/tokens",
              "{\"name\":\"mine\",\"scopes\":[\"read\",\"start\"],\"days\":1}");

      assertThat(start.status()).isEqualTo(400);
      assertThat(start.body()).contains("admin approves runs, and so makes no token that starts");
      made("reading", "\"read\"", 1);
    } finally {
      identity.deleteMembership("admin", group);
    }
    assertThat(database.sql("select name from api_token").query(String.class).list())
        .containsExactly("reading");
  }

  /** Who knows the secret is not independent of what a script does with it. */
  @Test
  void whoHasMadeATokenDoesNotApproveWhatItHasStarted() {
    String start = made("starter", "\"start\"", 30).get("token").asText();
    assertThat(
            with(start, "POST", "/engine-rest/process-definition/key/fail-over-site/start", START)
                .status())
        .isEqualTo(200);
    drill.follow(drill.runs().get(0).id()).settle();
    identity.createMembership("admin", "dr-approvers");
    try {
      String said =
          "admin has made token:starter, which has started run CHG1 and cannot approve its plan";
      assertThatThrownBy(() -> drill.approve("admin")).hasMessageContaining(said);
      assertThatThrownBy(() -> drill.handOn("admin", "approver-1")).hasMessageContaining(said);
      assertThatThrownBy(() -> drill.handOn("approver-1", "admin"))
          .hasMessageContaining("nobody decides on their own run");
      String task = drill.task("approvePlan").getId();
      assertThat(
              asAdmin("POST", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"admin\"}")
                  .status())
          .isEqualTo(403);
      String form = asAdmin("GET", "/engine-rest/task/" + task + "/form-variables", "").body();
      assertThat(form).contains(said);
      assertThat(asAdmin("GET", "/", "").body()).doesNotContain(task);
      drill.approve("approver-1");
    } finally {
      identity.deleteMembership("admin", "dr-approvers");
    }
    assertThat(drill.findTask("approvePlan")).isEmpty();
  }

  @Test
  void whoHasMadeATokenAttestsNoLossThatItHasStarted() {
    drill.lose("north").later(Duration.ofSeconds(100));
    String start = made("starter", "\"start\"", 30).get("token").asText();
    String lost = "{\"site\":\"north\",\"reason\":\"by a script\"}";
    assertThat(with(start, "POST", "/api/clusters/demo/recoveries", lost).status()).isEqualTo(200);
    drill.follow(drill.runs().get(0).id()).settle();
    identity.createMembership("admin", "dr-approvers");
    try {
      assertThatThrownBy(() -> drill.attest("admin"))
          .hasMessageContaining("admin has made token:starter, which has started run")
          .hasMessageContaining("cannot attest in it");
    } finally {
      identity.deleteMembership("admin", "dr-approvers");
    }
  }

  @Test
  void onlyAdministratorsHandOut() {
    for (var user : Map.of("operator", "drill-1", "approver-1", "drill-2").entrySet()) {
      assertThat(as(user.getKey(), user.getValue(), "POST", "/api/people/tokens", "{}").status())
          .isEqualTo(403);
      assertThat(
              as(user.getKey(), user.getValue(), "POST", "/api/people/operator/codes", "{}")
                  .status())
          .isEqualTo(403);
    }
  }

  private List<String> printed(String user, int count) {
    var answer =
        asAdmin("POST", "/api/people/" + user + "/codes", "{\"count\":%d}".formatted(count));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return JSON.convertValue(
        json(answer).get("codes"),
        JSON.getTypeFactory().constructCollectionType(List.class, String.class));
  }

  private Spoken.Heard signIn(Spoken browser, String user, String secret) {
    return browser.form("/sign-in", "user=%s&password=%s".formatted(user, secret));
  }

  @Test
  void aCodeIsGoodOnceAndSeenByAll(CapturedOutput log) {
    List<String> codes = printed("commander", 3);
    assertThat(database.sql("select hash from glass_code").query(String.class).list())
        .hasSize(3)
        .allMatch(hash -> hash.matches("[0-9a-f]{64}"))
        .noneMatch(hash -> codes.stream().anyMatch(hash::contains));
    Spoken browser = Spoken.from("127.0.0.1", port);

    assertThat(
            signIn(browser, "commander", codes.get(1).toLowerCase(java.util.Locale.ROOT))
                .location())
        .isEqualTo("/");
    assertThat(browser.page("/runs").body()).contains("commander");
    assertThat(signIn(Spoken.from("127.0.0.1", port), "commander", codes.get(1)).location())
        .isEqualTo("/sign-in?wrong");
    assertThat(signIn(Spoken.from("127.0.0.1", port), "approver-1", codes.get(2)).location())
        .isEqualTo("/sign-in?wrong");

    assertThat(log.getOut())
        .contains("event=glass-broken user=\"commander\" source=\"127.0.0.1\"")
        .contains("event=sign-in user=\"commander\" source=\"127.0.0.1\" by=\"code\"")
        .doesNotContain(codes.get(1), codes.get(2));
    assertThat(drill.journal().of("people"))
        .anyMatch(line -> line.event().equals("glass-broken") && line.actor().equals("commander"));
    JsonNode seen = json(as("auditor", "drill-5", "GET", "/api/people/codes", ""));
    assertThat(seen.at("/left/0/left").asInt()).isEqualTo(2);
    assertThat(seen.at("/used/0/user").asText()).isEqualTo("commander");
    assertThat(seen.at("/used/0/reviewedBy").asText("")).isIn("", "null");
  }

  @Test
  void whatWasHandedOutAndUsedComesInPages() {
    for (int i = 0; i < 51; i++) {
      database
          .sql(
              "insert into glass_code (id, user_id, hash, made_by, made_at, used_at, used_from)"
                  + " values (?, 'commander', 'none', 'admin', ?, ?, ?)")
          .params(
              "U" + i,
              ApiTokens.sql(drill.now()),
              ApiTokens.sql(drill.now().plusSeconds(i)),
              "10.0.0." + i)
          .update();
      database
          .sql(
              "insert into api_token (id, name, hash, scopes, made_by, made_at, expires_at)"
                  + " values (?, ?, 'none', 'read', 'admin', ?, ?)")
          .params(
              "T" + i,
              "script-" + i,
              ApiTokens.sql(drill.now().plusSeconds(i)),
              ApiTokens.sql(drill.now().plusSeconds(3600)))
          .update();
    }
    Spoken.Heard tokens = as("auditor", "drill-5", "GET", "/api/people/tokens?page=2&size=20", "");
    assertThat(tokens.header("X-Total-Count")).contains("51");
    assertThat(json(tokens)).hasSize(11);
    assertThat(json(tokens).at("/10/name").asText()).isEqualTo("script-0");

    Spoken.Heard some = as("auditor", "drill-5", "GET", "/api/people/codes?page=2&size=20", "");
    assertThat(some.header("X-Total-Count")).contains("51");
    assertThat(json(some).get("used")).hasSize(11);
    assertThat(json(some).at("/used/10/source").asText()).isEqualTo("10.0.0.0");
    assertThat(as("auditor", "drill-5", "GET", "/people", "").body())
        .contains("10.0.0.50", "1 to 50 of 51", "/people?codes&#x3D;1#codes", ">script-50<")
        .doesNotContain("10.0.0.0<", ">script-0<");
    assertThat(as("auditor", "drill-5", "GET", "/people?codes=1", "").body())
        .contains("10.0.0.0<", "51 to 51 of 51")
        .doesNotContain("10.0.0.50");
    assertThat(as("auditor", "drill-5", "GET", "/people?tokens=1", "").body())
        .contains(">script-0<")
        .doesNotContain(">script-50<");
  }

  @Test
  void membersComeInPages() {
    List<String> many = IntStream.range(0, 51).mapToObj("member-%02d"::formatted).toList();
    many.forEach(
        name -> {
          identity.saveUser(identity.newUser(name));
          identity.createMembership(name, "dr-auditors");
          identity.createMembership(name, "dr-operators");
        });
    try {
      assertThat(asAdmin("GET", "/people", "").body())
          .contains("1 to 50 of", "/people?members&#x3D;1#members", "<td>admin</td>", ">member-00<")
          .doesNotContain(">member-50<");
      assertThat(asAdmin("GET", "/people?members=1", "").body())
          .contains("<td>member-50</td><td>auditor, operator</td><td>Siteswap</td>")
          .doesNotContain("<td>admin</td>", ">member-00<");
    } finally {
      many.forEach(identity::deleteUser);
    }
  }

  @Test
  void codesPrintedAnewTakeThePlaceOfThoseBefore() {
    String before = printed("commander", 1).get(0);
    String after = printed("commander", 1).get(0);

    assertThat(signIn(Spoken.from("127.0.0.1", port), "commander", before).location())
        .isEqualTo("/sign-in?wrong");
    assertThat(signIn(Spoken.from("127.0.0.1", port), "commander", after).location())
        .isEqualTo("/");
  }

  @Test
  void somebodyElseReviewsItAfterwards() {
    signIn(Spoken.from("127.0.0.1", port), "approver-1", printed("approver-1", 1).get(0));
    String id =
        json(as("auditor", "drill-5", "GET", "/api/people/codes", "")).at("/used/0/id").asText();
    String review = "/api/people/codes/" + id + "/review";
    String found = "{\"review\":\"the directory was down with the site, seen with the team\"}";

    assertThat(as("approver-1", "drill-2", "POST", review, found).body())
        .contains("has used the code", "somebody else reviews it");
    assertThat(as("auditor", "drill-5", "POST", review, found).status()).isEqualTo(403);
    for (String said : List.of("a\\u0000b", "a\\u202eb", " ", "x".repeat(4001))) {
      var answer =
          as("approver-2", "drill-3", "POST", review, "{\"review\":\"%s\"}".formatted(said));
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains("review");
    }
    assertThat(as("approver-2", "drill-3", "POST", review, found).status()).isEqualTo(204);
    assertThat(as("approver-3", "drill-7", "POST", review, found).status()).isEqualTo(409);

    assertThat(as("auditor", "drill-5", "GET", "/api/people/codes", "").body())
        .contains("\"reviewedBy\":\"approver-2\"", "seen with the team");
  }

  /** The commander who may break the glass for a site may not do it by a code alone. */
  @Test
  void aCodeIsNotEnoughToAttestASiteDownAlone() {
    drill.lose("north").later(Duration.ofSeconds(100));
    String task = drill.start("recover-lost-site", "north").task("attestSiteDown").getId();
    Spoken browser = Spoken.from("127.0.0.1", port);
    signIn(browser, "commander", printed("commander", 1).get(0));
    String fingerprint =
        json(browser.say(
                "GET", "/engine-rest/task/" + task + "/form-variables?deserializeValues=false", ""))
            .at("/fingerprint/value")
            .asText();

    var alone =
        browser.say(
            "POST",
            "/engine-rest/task/" + task + "/complete",
            ("{\"variables\":{\"decision\":{\"value\":\"breakGlass\"},"
                    + "\"fingerprint\":{\"value\":\"%s\"},\"comment\":{\"value\":\"alone\"}}}")
                .formatted(fingerprint),
            IS_JSON,
            "Origin: http://localhost:" + port);

    assertThat(alone.status()).as(alone.body()).isEqualTo(403);
    assertThat(alone.body()).contains("not enough to attest alone");
    assertThat(drill.findTask("attestSiteDown")).isPresent();
  }

  private Spoken signedIn(String user, String password) {
    Spoken browser = Spoken.from("127.0.0.1", port);
    assertThat(signIn(browser, user, password).location()).isEqualTo("/");
    return browser;
  }

  private static String shown(String pattern, String page) {
    Matcher found = Pattern.compile(pattern).matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group();
  }

  @Test
  void anAdministratorMakesATokenOnThePageAndSeesItOnce() {
    Spoken admin = signedIn("admin", "drill-6");

    var made = admin.form("/people/tokens", "name=nightly&scopes=read&scopes=start&days=30");

    assertThat(made.status()).as(made.body()).isEqualTo(200);
    assertThat(made.header("Cache-Control")).contains("no-store");
    String secret = shown("sw_[0-9A-Z]{12}_[0-9A-Z]{40}", made.body());
    assertThat(with(secret, "GET", "/api/runs", "").status()).isEqualTo(200);
    String page = admin.page("/people").body();
    assertThat(page)
        .contains("nightly", "read, start", "admin (you)")
        .contains("<time datetime=\"2026-11-22T")
        .doesNotContain(secret, secret.substring(16));
    assertThat(signedIn("auditor", "drill-5").page("/people").body())
        .contains("nightly")
        .doesNotContain("(you)", "<form method=\"post\" action=\"/people");

    String revoke = shown("/people/tokens/[0-9A-Z]{12}/revoke", page);
    assertThat(signedIn("auditor", "drill-5").form(revoke, "").status()).isEqualTo(403);
    assertThat(admin.form(revoke, "").location()).isEqualTo("/people");

    assertThat(with(secret, "GET", "/api/runs", "").status()).isEqualTo(401);
    assertThat(admin.page("/people").body()).contains("revoked by admin").doesNotContain(revoke);
  }

  @Test
  void thePageSaysWhatIsWrongWithAWish() {
    Spoken admin = signedIn("admin", "drill-6");

    var refused = admin.form("/people/tokens", "name=a+b&scopes=read&days=30");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("role=\"alert\"", "is no name of a token");
    assertThat(admin.form("/people/tokens", "name=x&days=30").body()).contains("are no scopes");
  }

  @Test
  void anAdministratorPrintsCodesOnASheetAndVoidsThem(CapturedOutput log) {
    Spoken admin = signedIn("admin", "drill-6");
    assertThat(admin.page("/people").body())
        .contains("<td>commander</td><td>commander</td><td>Siteswap</td>")
        .doesNotContain("Void");

    String sheet = admin.form("/people/codes", "user=commander&count=4").body();

    List<String> codes =
        Pattern.compile("glass(-[0-9A-Z]{4}){5}")
            .matcher(sheet)
            .results()
            .map(found -> found.group())
            .toList();
    assertThat(codes).hasSize(4);
    assertThat(admin.page("/people").body())
        .contains(
            "<td>commander</td><td>commander</td><td>Siteswap</td><td class=\"number\">4</td>")
        .doesNotContain(codes.get(0));
    signedIn("commander", codes.get(0));

    assertThat(admin.form("/people/codes/void", "user=commander").location()).isEqualTo("/people");

    assertThat(signIn(Spoken.from("127.0.0.1", port), "commander", codes.get(1)).location())
        .isEqualTo("/sign-in?wrong");
    assertThat(log.getOut())
        .contains("event=codes-voided user=\"admin\" for=\"commander\" codes=\"3\"");
    assertThat(drill.journal().of("people", "codes-voided"))
        .singleElement()
        .satisfies(line -> assertThat(line.detail()).isEqualTo("3 codes of commander"));
    assertThat(asAdmin("DELETE", "/api/people/commander/codes", "").status()).isEqualTo(409);
    // That one was used stays to be seen, and to be reviewed.
    assertThat(admin.page("/people").body()).contains("to be reviewed");
  }

  /** What stands on top of each page, for whoever looks. */
  private String announced() {
    return as("auditor", "drill-5", "GET", "/api/announcements", "").body();
  }

  @Test
  void thePageOffersAReviewToWhoMayWriteIt() {
    signedIn("approver-1", printed("approver-1", 1).get(0));
    Spoken other = signedIn("approver-2", "drill-3");
    String page = other.page("/people").body();
    String review = shown("/people/codes/[0-9A-Z]{12}/review", page);
    for (Spoken reader :
        List.of(signedIn("approver-1", "drill-2"), signedIn("auditor", "drill-5"))) {
      assertThat(reader.page("/people").body()).contains("to be reviewed").doesNotContain(review);
    }

    assertThat(announced())
        .contains("approver-1 signed in with a code from the safe", "\"link\":\"/people#codes\"");

    assertThat(other.form(review, "review=seen+with+the+team").location()).isEqualTo("/people");

    assertThat(announced()).doesNotContain("code from the safe");

    assertThat(signedIn("auditor", "drill-5").page("/people").body())
        .contains("approver-2", "seen with the team")
        .doesNotContain("to be reviewed");
    assertThat(drill.journal().of("people", "glass-reviewed"))
        .singleElement()
        .satisfies(line -> assertThat(line.actor()).isEqualTo("approver-2"));
  }
}
