package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.drill.DrillTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What people type is measured once, and refused in a sentence that says the limit. */
class TypedTextTest extends DrillTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LONG = "x".repeat(4001);
  private static final List<String> UNSEEN = List.of("a\u0000b", "a\u0007b", "a\u202eb");

  @LocalServerPort private int port;

  @BeforeEach
  void smallWorld() {
    drill.world(2, 4);
  }

  private Stream<Visitor> visitors(String name) {
    return Stream.of(Visitor.withPassword(name, port), Visitor.atTasklist(name, port));
  }

  private static String variables(Map<String, Object> values) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode variables = body.putObject("variables");
    values.forEach((name, value) -> variables.putObject(name).putPOJO("value", value));
    return body.toString();
  }

  private static Map<String, Object> with(Map<String, Object> form, String name, Object value) {
    Map<String, Object> all = new HashMap<>(form);
    all.put(name, value);
    return all;
  }

  private static void assertRefused(Visitor.Answer answer, String sentence) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo(sentence)
        .doesNotContain("ENGINE-")
        .doesNotContain("Cannot ");
    assertThat(answer.json().path("type").asText("none")).isIn("Refused", "about:blank", "none");
  }

  private static String tooLong(String what) {
    return "the %s '%s…' has 4001 characters: expected at most 4000"
        .formatted(what, "x".repeat(40));
  }

  @Test
  void atTheStartOfARun() {
    Map<String, Object> form =
        Map.of("cluster", "demo", "site", "north", "ticket", "CHG1", "reason", "x");
    for (String way : List.of("start", "submit-form")) {
      String path = "/process-definition/key/fail-over-site/" + way;
      visitors("operator")
          .forEach(
              visitor -> {
                assertRefused(
                    visitor.post(path, variables(with(form, "reason", LONG))), tooLong("reason"));
                assertRefused(
                    visitor.post(path, variables(with(form, "reason", " \n "))),
                    "'' is no reason: it must not be empty");
                assertRefused(
                    visitor.post(path, variables(with(form, "reason", 5))),
                    "'reason' is no text, but of type integer");
                assertRefused(
                    visitor.post(path, variables(with(form, "cluster", "x".repeat(101)))),
                    "the cluster '%s…' has 101 characters: expected at most 100"
                        .formatted("x".repeat(40)));
                for (String unseen : UNSEEN) {
                  assertRefused(
                      visitor.post(path, variables(with(form, "reason", unseen))),
                      "the reason has the character U+%04X: expected none that cannot be seen"
                          .formatted((int) unseen.charAt(1)));
                }
                assertRefused(
                    visitor.post(
                        path,
                        "{\"variables\":{\"reason\":{\"type\":\"Object\",\"value\":\"{}\","
                            + "\"valueInfo\":{\"objectTypeName\":\"java.util.HashMap\","
                            + "\"serializationDataFormat\":\"application/json\"}}}}"),
                    "'reason' is no text, but of type object");
              });
    }
    assertThat(drill.runs()).isEmpty();
  }

  /** At three in the morning nobody is to give up a site that they have not named. */
  @Test
  void nobodyGuessesWhichSiteIsLost() {
    Map<String, Object> form =
        Map.of("cluster", "demo", "ticket", "", "reason", "no answer from there");
    String said = "no site is chosen: expected north or south, of cluster demo";
    for (String way : List.of("start", "submit-form")) {
      String path = "/process-definition/key/recover-lost-site/" + way;
      visitors("commander")
          .forEach(
              visitor -> {
                assertRefused(visitor.post(path, variables(form)), said);
                assertRefused(visitor.post(path, variables(with(form, "site", " "))), said);
              });
    }
    Visitor commander = Visitor.withPassword("commander", port);
    for (String site : List.of("", "\"site\":null,", "\"site\":\"\",")) {
      assertRefused(
          commander.at(
              "POST",
              "/api/clusters/demo/recoveries",
              "{%s\"reason\":\"no answer from there\"}".formatted(site)),
          said);
    }
    Visitor atThePage = Visitor.atTasklist("commander", port);
    assertThat(atThePage.look("/clusters/demo").body())
        .contains("<select name=\"site\" required><option value=\"\">");
    Visitor.Answer page =
        atThePage.send("/clusters/demo/recoveries", "ticket=&reason=no+answer+from+there&site=");
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains(said);
    assertThat(drill.runs()).isEmpty();
  }

  @Test
  void keepsAllThatIsAllowed() {
    String reason = "ä".repeat(4000);
    Visitor.Answer answer =
        Visitor.withPassword("operator", port)
            .post(
                "/process-definition/key/fail-over-site/start",
                variables(
                    Map.of(
                        "cluster", "demo", "site", "north", "ticket", "CHG1", "reason", reason)));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(drill.runs().get(0).reason()).isEqualTo(reason);
  }

  @Test
  void withADecision() {
    String task = drill.start("fail-over-site", "north").task("approvePlan").getId();
    for (String way : List.of("complete", "submit-form")) {
      String path = "/task/" + task + "/" + way;
      Map<String, Object> form = Map.of("decision", "reject", "comment", "x");
      visitors("approver-1")
          .forEach(
              visitor -> {
                assertRefused(
                    visitor.post(path, variables(with(form, "comment", LONG))), tooLong("comment"));
                assertRefused(
                    visitor.post(path, variables(with(form, "comment", "a\u0000b"))),
                    "the comment has the character U+0000: expected none that cannot be seen");
                assertRefused(
                    visitor.post(path, variables(with(form, "decision", "perhaps"))),
                    "'perhaps' is no decision on 'Approve plan': expected approve, reject, redraw, delegate");
                assertRefused(
                    visitor.post(path, variables(with(form, "plan", "forged"))),
                    "'plan' may not be written at 'Approve plan': expected some of [comment,"
                        + " decision, delegate, fingerprint]");
              });
    }
    assertThat(drill.findTask("approvePlan")).isPresent();
  }

  @Test
  void withAnAttestation() {
    drill.lose("north").later(java.time.Duration.ofSeconds(100));
    String task = drill.start("recover-lost-site", "north").task("attestSiteDown").getId();
    visitors("approver-1")
        .forEach(
            visitor ->
                assertRefused(
                    visitor.post(
                        "/task/" + task + "/complete",
                        variables(Map.of("decision", "attest", "comment", LONG))),
                    tooLong("comment")));
  }

  /** Of oneself as well, which everybody may write, and which others read. */
  @Test
  void ofPeople() {
    for (Visitor visitor : visitors("operator").toList()) {
      for (var wrong :
          Map.of(
                  "firstName", "a\\u0000b",
                  "lastName", "a\\u202eb",
                  "email", "a@example.com\\r\\nBcc: b@example.com")
              .entrySet()) {
        Visitor.Answer answer =
            visitor.ask(
                "PUT",
                "/user/operator/profile",
                "{\"id\":\"operator\",\"%s\":\"%s\"}".formatted(wrong.getKey(), wrong.getValue()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.message()).startsWith("the " + wrong.getKey() + " has ");
      }
      assertThat(
              visitor
                  .ask(
                      "PUT",
                      "/user/operator/profile",
                      "{\"id\":\"operator\",\"firstName\":\"%s\"}".formatted("x".repeat(101)))
                  .message())
          .contains("has 101 characters: expected at most 100");
    }
    assertThat(
            Visitor.withPassword("admin", port)
                .post(
                    "/user/create",
                    "{\"profile\":{\"id\":\"new-1\",\"firstName\":\"a\\u0000b\"},"
                        + "\"credentials\":{\"password\":\"Longpassword-1\"}}")
                .message())
        .contains("the firstName has the character U+0000");
  }

  /** What Siteswap does stands in the journal under its name, and is shown as nobody's decision. */
  @ParameterizedTest
  @ValueSource(strings = {"siteswap", "Siteswap", "directory"})
  void nobodyIsCalledAsSiteswapIs(String name) {
    Visitor.Answer answer =
        Visitor.withPassword("admin", port)
            .post(
                "/user/create",
                "{\"profile\":{\"id\":\"%s\"},\"credentials\":{\"password\":\"Longpassword-1\"}}"
                    .formatted(name));

    assertThat(answer.status()).as(answer.body()).isNotEqualTo(204);
    assertThat(answer.message()).contains("is not a valid resource identifier");
  }

  @Test
  void inOurOwnApi() {
    String run = drill.start("fail-over-site", "north").runId();
    Visitor operator = Visitor.withPassword("operator", port);
    for (String call : List.of("abort", "retry", "site-lost")) {
      assertRefused(
          operator.at("POST", "/api/runs/" + run + "/" + call, "{\"reason\":\"" + LONG + "\"}"),
          tooLong("reason"));
      assertRefused(
          operator.at("POST", "/api/runs/" + run + "/" + call, "{\"reason\":\" \"}"),
          "'' is no reason: it must not be empty");
    }
    assertRefused(
        operator.at(
            "POST",
            "/api/clusters/demo/deployments",
            "{\"ticket\":\"CHG2\",\"reason\":\"" + LONG + "\"}"),
        tooLong("reason"));
    assertRefused(
        operator.at(
            "POST",
            "/api/clusters/demo/recoveries",
            "{\"site\":\"north\",\"ticket\":\"\",\"reason\":\"a\\u0000b\"}"),
        "the reason has the character U+0000: expected none that cannot be seen");
    assertRefused(
        operator.at(
            "POST",
            "/api/clusters/demo/attestations",
            "{\"subject\":\"l2\",\"expires\":\"2027-03-31\",\"evidence\":\"" + LONG + "\"}"),
        tooLong("evidence"));
    assertThat(drill.run().isOpen()).isTrue();
  }
}
