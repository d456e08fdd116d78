package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.ledger.ChangeState;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;

/** A recovery as people and programs see it afterwards, and while it is open. */
class RecoveryPageTest extends DrillTest {
  private static final Map<String, String> PASSWORDS =
      Map.of("operator", "drill-1", "approver-1", "drill-2", "auditor", "drill-5");

  @Autowired private TestRestTemplate rest;
  @Autowired private TaskService tasks;

  @Test
  void tellsWhoSaidWhatAndHowLongItTook() {
    drill.lose("north").later(Duration.ofSeconds(90));
    drill.start("recover-lost-site", Map.of("cluster", "demo", "site", "north", "ticket", ""));
    assertThat(page()).contains("/clusters/demo/xray", "Nobody yet.", "non responsive");

    drill.attest("approver-1").later(Duration.ofMinutes(4));
    drill.attest("approver-2").untilTask("completeChangeRecord");
    String task = drill.task("completeChangeRecord").getId();
    drill.as("operator", () -> complete(task, Map.of("changeTicket", "CHG0007777")));

    JsonNode run = run();
    assertThat(run.at("/state").asText()).isEqualTo("siteRecovered");
    assertThat(run.get("measures").findValuesAsText("what"))
        .contains("from the loss to the decision", "from the loss to the last VM");
    assertThat(run.get("measures").findValuesAsText("target")).contains("30 min 00 s: reached");
    // Nobody had looked before: it counts from the start of the run.
    assertThat(run.at("/measures/0/value").asText()).startsWith("4 min 0");
    assertThat(run.at("/measures/1/what").asText()).isEqualTo("of that, waiting for people");
    assertThat(run.at("/measures/1/value").asText()).startsWith("4 min 0");
    assertThat(run.at("/attestations/0/who").asText()).isEqualTo("approver-1");
    assertThat(run.at("/attestations/0/hosts").toString())
        .isEqualTo("[\"north-1\",\"north-2\",\"north-3\"]");
    assertThat(run.at("/attestations/1/evidence").asText()).contains("sees no light");
    assertThat(run.get("attestations").findValuesAsText("counts")).containsOnly("true");
    assertThat(run.get("testimonies").findValuesAsText("host"))
        .containsExactly("north-1", "north-2", "north-3");
    assertThat(run.at("/testimonies/0/verdict").asText()).isEqualTo("silent");
    assertThat(run.at("/changeRecord").asText()).isEqualTo("CHG0007777");
    assertThat(page())
        .contains("How long it took", "30 min 00 s: reached", "CHG0007777")
        .contains("approver-2", "the duty engineer at the gate sees no light")
        .doesNotContain("/clusters/demo/xray");
  }

  @Test
  void saysOnceWhatTheManagerHadRestartedAlready() {
    drill.lose("north").later(Duration.ofMinutes(5)).start("recover-lost-site", "north");
    drill.attest("approver-1").attest("approver-2").untilEnd();

    assertThat(drill.changes())
        .filteredOn(entry -> entry.state() == ChangeState.ALREADY)
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.description()).isEmpty())
        .allSatisfy(entry -> assertThat(entry.seen()).isPresent());
  }

  @Test
  void showsABrokenGlassAndAMissedObjective() {
    drill.lose("north").later(Duration.ofSeconds(90)).start("recover-lost-site", "north");
    drill.later(Duration.ofMinutes(40)).attest("commander", "breakGlass", Map.of());
    drill.untilTask("reviewBreakGlass");

    assertThat(run().at("/attestations/0/glassBroken").asBoolean()).isTrue();
    assertThat(page())
        .contains("glass broken")
        .contains("<span class=\"state blocker\">30 min 00 s: MISSED</span>");
  }

  @Test
  void leadsFromTheFailoverToTheRecoveryAndBack() {
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.migrations().size() >= 3).lose("north").later(Duration.ofSeconds(100));
    String failover = drill.runId();

    assertThat(declareLost("auditor", failover).getStatusCode().value()).isEqualTo(403);
    assertThat(declareLost("operator", failover).getBody().at("/state").asText())
        .isEqualTo("siteHandedOver");

    String recovery = drill.runs().get(0).id();
    assertThat(get(failover).at("/successor").asText()).isEqualTo(recovery);
    assertThat(get(recovery).at("/predecessor").asText()).isEqualTo(failover);
    assertThat(page(failover)).contains("has taken over", "/runs/" + recovery);
    assertThat(page(recovery)).contains("Takes over from run", "/runs/" + failover);
    assertThat(declareLost("operator", recovery).getStatusCode().value()).isEqualTo(409);
    assertThat(get(failover).get("measures")).isEmpty();
    assertThat(get(failover).get("testimonies")).isEmpty();
  }

  @Test
  void saysThatNothingIsUndoneBehindThePointOfNoReturn() {
    drill.lose("north").later(Duration.ofSeconds(5)).start("recover-lost-site", "north");
    drill.attest("approver-1").attest("approver-2");
    drill.until(() -> drill.run().phase().filter("confirmSpmHost"::equals).isPresent());

    // Not one of them is confirmed before the Manager has given it up.
    drill.abort("operator");

    assertThat(drill.requests("POST", "/hosts/{host}/fence")).isZero();
    assertThat(drill.facts().get("undo").asText())
        .startsWith("Behind the point of no return the run cannot be undone");
    assertThatThrownBy(() -> drill.decide("decideOnStuckChanges", "operator", "undo"))
        .hasMessageContaining("Behind the point of no return the run cannot be undone");
    drill.decide("decideOnStuckChanges", "operator", "retry").untilEnd();
    assertThat(drill.outcome()).contains("siteRecovered");
  }

  @Test
  void isNotWithdrawnOnceAHostIsConfirmed() {
    drill.loseHost("north-1").loseHost("north-2").later(Duration.ofSeconds(150));
    drill.start("recover-lost-site", "north");
    drill.twin().control("POST", "spm", "{\"failElections\":6}");
    drill.attest("approver-1").attest("approver-2").until(() -> drill.confirmations() == 1);
    drill.loseHost("north-3").untilTask("attestSiteDown");

    assertThatThrownBy(() -> drill.abort("operator"))
        .hasMessageContaining("Behind the point of no return the run cannot be withdrawn")
        .hasMessageContaining("north-1");
    drill.attest("approver-1").attest("approver-2").untilEnd();
    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.runningTwice()).isZero();
  }

  private String complete(String task, Map<String, Object> form) {
    tasks.complete(task, form);
    return task;
  }

  private ResponseEntity<JsonNode> declareLost(String user, String run) {
    return as(user)
        .postForEntity(
            "/api/runs/" + run + "/site-lost", Map.of("reason", "no light"), JsonNode.class);
  }

  private JsonNode run() {
    return get(drill.runId());
  }

  private JsonNode get(String run) {
    return as("auditor").getForObject("/api/runs/" + run, JsonNode.class);
  }

  private String page() {
    return page(drill.runId());
  }

  private String page(String run) {
    return as("auditor").getForObject("/runs/" + run, String.class);
  }

  private TestRestTemplate as(String user) {
    return rest.withBasicAuth(user, PASSWORDS.get(user));
  }
}
