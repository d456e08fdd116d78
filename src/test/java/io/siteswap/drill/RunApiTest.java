package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;

/** A run as programs read it: as short as it can be, its long lists page by page. */
class RunApiTest extends DrillTest {
  private static final int VMS = 240;
  private static final int HOSTS = 2;

  @Autowired private TestRestTemplate rest;

  @Test
  void staysShortHoweverManyVmsThereAre() {
    drill.world(HOSTS, VMS).start("fail-over-site", "north");

    ResponseEntity<String> answer = auditor().getForEntity(run(""), String.class);
    JsonNode run = get("").getBody();

    assertThat(answer.getBody()).hasSizeLessThan(10_000);
    assertThat(run.at("/progress/total").asInt()).isEqualTo(planned(run));
    assertThat(run.at("/plan/targets").findValuesAsText("name"))
        .containsExactly("south-1", "south-2");
    assertThat(run.at("/plan/staying").asInt()).isZero();
    assertThat(run.at("/counts/findings").asInt()).isEqualTo(total("/findings"));
  }

  @Test
  void hasThePlanPageByPage() {
    drill.world(HOSTS, VMS).start("fail-over-site", "north");
    int all = planned(get("").getBody());

    ResponseEntity<JsonNode> first = get("/plan/changes");
    ResponseEntity<JsonNode> last = get("/plan/changes?size=50&page=" + (all - 1) / 50);

    assertThat(total("/plan/changes")).isEqualTo(all);
    assertThat(first.getBody()).hasSize(100);
    assertThat(first.getBody().at("/0/phase").asText()).isEqualTo("moveSpm");
    assertThat(last.getBody()).hasSize((all - 1) % 50 + 1);
    assertThat(get("/plan/staying").getBody()).isEmpty();
    assertThat(get("/plan/differences").getBody()).isEmpty();
    assertThat(get("/differences").getBody()).isEmpty();
    assertThat(get("/journal?size=1").getBody().at("/0/event").asText()).isEqualTo("run-opened");
  }

  @Test
  void saysThatThereIsNoSuchRun() {
    assertThat(
            auditor()
                .getForEntity("/api/runs/nowhere/plan/changes", String.class)
                .getStatusCode()
                .value())
        .isEqualTo(404);
  }

  private static int planned(JsonNode run) {
    return run.at("/plan/phases").findValues("changes").stream().mapToInt(JsonNode::asInt).sum();
  }

  private int total(String list) {
    return Integer.parseInt(get(list).getHeaders().getFirst("X-Total-Count"));
  }

  private ResponseEntity<JsonNode> get(String below) {
    return auditor().getForEntity(run(below), JsonNode.class);
  }

  private String run(String below) {
    return "/api/runs/" + drill.runId() + below;
  }

  private TestRestTemplate auditor() {
    return rest.withBasicAuth("auditor", "drill-5");
  }
}
