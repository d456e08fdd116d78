package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;

/** What the view of a run is drawn from. */
class RunViewTest extends DrillTest {
  @Autowired private TestRestTemplate rest;

  @Test
  void tellsThePathThroughEachDiagram() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();

    JsonNode instances = get("/instances");
    assertThat(instances.findValuesAsText("process"))
        .containsExactly(
            "fail-over-site",
            "pass-gate",
            "ask-for-approval",
            "pass-gate",
            "carry-out-phase",
            "carry-out-phase",
            "carry-out-phase");
    assertThat(instances.at("/0/id").asText()).isEqualTo(drill.runId());
    JsonNode steps = get("/instances/" + drill.runId() + "/steps?size=1000");
    assertThat(steps.findValuesAsText("step"))
        .contains("openRun", "approvePlan", "moveSpm", "putHostsIntoMaintenance", "siteFailedOver")
        .doesNotContain("returnSpm");
    assertThat(texts(steps, "called")).hasSize(6);
    assertThat(rest("/instances/" + drill.runId() + "/model").getBody())
        .contains("<bpmn:process id=\"fail-over-site\"");
    assertThat(get("/questions").findValuesAsText("step")).containsExactly("approvePlan");
  }

  @Test
  void doesNotTellOfAnInstanceOfAnotherRun() {
    drill.start("fail-over-site", "north");
    String first = drill.runId();
    drill.decide("approvePlan", "approver-1", "reject");
    drill.start("fail-over-site", "north");

    assertThat(rest("/instances/" + first).getStatusCode().value()).isEqualTo(404);
    assertThat(rest("/instances/" + first + "/model").getStatusCode().value()).isEqualTo(404);
  }

  @Test
  void tellsTheStoryInOrderWithTheManagersEvents() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();

    JsonNode story = get("/story?size=1000&events=true");

    List<String> what = story.get("lines").findValuesAsText("what");
    assertThat(what.get(0)).isEqualTo("opens the run");
    assertThat(what).contains("decides: Approve plan", "asks the Manager", "sees it done");
    assertThat(story.get("lines").findValuesAsText("source")).contains("JOURNAL", "MANAGER");
    assertThat(story.get("lines").findValuesAsText("at").stream().map(Instant::parse)).isSorted();
    JsonNode approval = line(story, "decides: Approve plan");
    assertThat(approval.get("who").asText()).isEqualTo("approver-1");
    assertThat(approval.get("role").asText()).isEqualTo("approver");
    assertThat(line(story, "says").get("correlationId").asText())
        .startsWith("sw-" + drill.runId().substring(0, 8));
    assertThat(story.get("found").asInt()).isEqualTo(what.size());
  }

  @Test
  void findsAndCutsTheStory() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    JsonNode all = get("/story?size=1000");
    String opened = all.at("/lines/0/at").asText();

    assertThat(get("/story?search=north-1 maintenance").get("lines").findValuesAsText("detail"))
        .isNotEmpty()
        .allMatch(detail -> detail.contains("north-1"));
    assertThat(get("/story?during=" + opened + "/" + opened).at("/lines/0/what").asText())
        .isEqualTo("opens the run");
    assertThat(get("/story?latest=true&size=1").at("/lines/0/detail").asText())
        .isEqualTo("Site failed over");
    assertThat(get("/story?size=2&page=1").at("/lines/0")).isEqualTo(all.at("/lines/2"));
    assertThat(rest("/story?during=yesterday").getStatusCode().value()).isEqualTo(400);
  }

  /** On whichever page: what others tell stands between the lines of the journal. */
  @Test
  void tellsEachLineOnOnePage() {
    drill
        .refuse("/hosts/north-2/deactivate", "Not now, for a drill.", 1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges")
        .decide("decideOnRefusedChanges", "operator", "undo")
        .untilEnd();
    JsonNode all = get("/story?events=true&size=1000");

    List<JsonNode> paged = new ArrayList<>();
    for (int page = 0; page * 7 < all.get("found").asInt(); page++) {
      JsonNode some = get("/story?events=true&size=7&page=" + page);
      assertThat(some.get("found")).isEqualTo(all.get("found"));
      some.get("lines").forEach(paged::add);
    }
    assertThat(paged).hasSize(all.get("found").asInt());
    assertThat(paged).containsExactlyElementsOf(all.get("lines"));
    assertThat(all.get("lines").findValuesAsText("source")).contains("JOURNAL", "MANAGER");
  }

  @Test
  void saysThatTheManagerDoesNotTell() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    drill.managerAway();

    JsonNode story = get("/story?events=true");

    assertThat(story.get("missing").asText())
        .startsWith("The Manager does not tell its events now");
    assertThat(story.get("lines")).isNotEmpty();
  }

  @Test
  void showsTheChangesAsTheyStoodAtAnInstant() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    // The drill's clock stands still while nothing is waited for.
    Instant before =
        Instant.parse(get("/story?search=approve").at("/lines/0/at").asText()).minusMillis(1);
    String inBetween = get("/changes").at("/0/seenAt").asText();

    assertThat(states("/changes?at=" + before)).containsOnly("planned");
    assertThat(states("/changes?at=" + inBetween)).contains("done", "requested");
    assertThat(states("/changes")).containsOnly("done");
    assertThat(states("/changes?phase=moveSpm")).hasSize(1);
    assertThat(get("/state?at=" + before).at("/sites/0/gone/done").asInt()).isZero();
    assertThat(get("/state").at("/sites/0/gone").toString()).isEqualTo("{\"done\":24,\"all\":24}");
    assertThat(get("/state").at("/sites/0/drained").toString()).isEqualTo("{\"done\":3,\"all\":3}");
    assertThat(get("/state").at("/spm").asText()).isEqualTo("south-1");
  }

  /** As long as it took, beside as long as it was to take. */
  @Test
  void holdsEachPhaseAgainstItsForecast() {
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.run().phase().filter("putHostsIntoMaintenance"::equals).isPresent());
    JsonNode underWay = get("/state").at("/phases");
    assertThat(underWay.at("/0/ended").isTextual()).isTrue();
    assertThat(underWay.at("/1/ended").isNull()).isTrue();

    drill.untilEnd();

    JsonNode phases = get("/state").at("/phases");
    assertThat(phases.findValuesAsText("id")).containsExactly("moveSpm", "putHostsIntoMaintenance");
    Duration forecast = Duration.ZERO;
    for (JsonNode phase : phases) {
      assertThat(Instant.parse(phase.get("ended").asText()))
          .isAfter(Instant.parse(phase.get("began").asText()));
      forecast = forecast.plus(Duration.parse(phase.get("forecast").asText()));
    }
    assertThat(forecast).isEqualTo(drill.run().requirePlan().forecast());
  }

  /** Else it would go on taking time for ever. */
  @Test
  void aPhaseThatWasUndoneHasEndedWithItsRun() {
    drill
        .refuse("/hosts/north-2/deactivate", "Cannot, for a drill.", 1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges");
    assertThat(get("/state").at("/phases/1/ended").isNull()).isTrue();

    drill.decide("decideOnRefusedChanges", "operator", "undo").untilEnd();

    assertThat(get("/state").at("/phases/1/ended").asText())
        .isEqualTo(get("").get("endedAt").asText());
  }

  @Test
  void keepsWhatLayBeforeWhoeverApproved() {
    drill.start("fail-over-site", "north");
    String fingerprint = get("").get("fingerprint").asText();
    drill.approve("approver-1").untilEnd();

    JsonNode approvals = get("/approvals");

    assertThat(approvals).hasSize(1);
    assertThat(approvals.at("/0/who").asText()).isEqualTo("approver-1");
    assertThat(approvals.at("/0/page/headline").asText())
        .isEqualTo("Empty site north of cluster demo");
    assertThat(fingerprint)
        .startsWith(approvals.at("/0/page/fingerprint").asText().replace("-", ""));
    assertThat(approvals.at("/0/page/findings")).isNotEmpty();
    assertThat(approvals.at("/0/said").asText() + get("/story?size=1000"))
        .contains("fingerprint " + approvals.at("/0/page/fingerprint").asText())
        .doesNotContainPattern("[0-9a-f]{64}");
  }

  @Test
  void listsRunsFoundSortedAndPaged() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    String first = drill.runId();
    drill.start("fail-back-site", "north");

    assertThat(runs("?size=1").findValuesAsText("name")).containsExactly("Fail back a site");
    assertThat(runs("?size=1&page=1").findValuesAsText("id")).containsExactly(first);
    assertThat(runs("?sort=started&descending=false").at("/0/id").asText()).isEqualTo(first);
    assertThat(runs("?state=ended").at("/0/outcome").asText()).isEqualTo("Site failed over");
    assertThat(runs("?state=ended").at("/0/approvedBy/0").asText()).isEqualTo("approver-1");
    assertThat(runs("?state=ended").at("/0/forecast").asText()).startsWith("PT");
    assertThat(runs("?search=approver-1").findValuesAsText("id")).containsExactly(first);
    assertThat(runs("?search=fail over").findValuesAsText("id")).containsExactly(first);
    assertThat(runs("?search=50%")).isEmpty();
    assertThat(runs("?sort=duration&size=2")).hasSize(2);
    assertThat(runs("?state=waiting").findValuesAsText("runbook")).doesNotContain("fail-over-site");
  }

  private List<String> states(String below) {
    return get(below).findValuesAsText("state");
  }

  private static JsonNode line(JsonNode story, String what) {
    return StreamSupport.stream(story.get("lines").spliterator(), false)
        .filter(line -> line.get("what").asText().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.findValues(field).stream()
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .toList();
  }

  private JsonNode runs(String query) {
    return rest.withBasicAuth("auditor", "drill-5")
        .getForObject("/api/runs" + query, JsonNode.class);
  }

  private JsonNode get(String below) {
    return rest.withBasicAuth("auditor", "drill-5")
        .getForObject("/api/runs/" + drill.runId() + below, JsonNode.class);
  }

  private ResponseEntity<String> rest(String below) {
    return rest.withBasicAuth("auditor", "drill-5")
        .getForEntity("/api/runs/" + drill.runId() + below, String.class);
  }
}
