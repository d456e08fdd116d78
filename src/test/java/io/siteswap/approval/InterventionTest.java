package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.drill.DrillTest;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is addressed is what is hit. */
class InterventionTest extends DrillTest {
  private static final String REASON = "{\"reason\":\"drilled\"}";

  @LocalServerPort private int port;
  @Autowired private JdbcClient database;

  private Visitor operator;

  @BeforeEach
  void smallWorld() {
    drill.world(2, 4);
    operator = Visitor.withPassword("operator", port);
  }

  /** Once each of these withdrew the open run of the same ticket. */
  @Test
  void leavesTheOpenRunOfATicketAloneWhenAnEndedOneIsMeant() {
    String ended = drill.start("fail-over-site", "north").abort("operator").runId();
    String open = drill.start("fail-over-site", "north").runId();

    for (String call : List.of("abort", "retry", "site-lost")) {
      Visitor.Answer answer = operator.at("POST", "/api/runs/" + ended + "/" + call, REASON);
      assertThat(answer.status()).as(answer.body()).isEqualTo(409);
      assertThat(answer.json().at("/title").asText()).isEqualTo("Conflict");
      assertThat(answer.message())
          .isEqualTo(
              "run %s has ended as runWithdrawn, at 2026-11-22T03:00:00Z: nothing can be done to it"
                      .formatted(ended)
                  + " any more");
    }
    assertThat(drill.run().isOpen()).isTrue();
    assertThat(drill.runId()).isEqualTo(open);
    assertThat(drill.instances()).isEqualTo(1);

    assertThat(operator.at("POST", "/api/runs/" + open + "/abort", REASON).status()).isEqualTo(200);
    assertThat(drill.settle().outcome()).contains("runWithdrawn");
  }

  @Test
  void leavesTheChoiceToPeopleWhereATicketHasSeveralRuns() {
    String one = drill.start("fail-over-site", "north").runId();
    String other = anotherUnderTheSameTicket();

    for (String process : List.of("abort-run", "retry-run", "declare-site-lost")) {
      Visitor.Answer answer =
          operator.post(
              "/process-definition/key/" + process + "/start",
              "{\"variables\":{\"ticket\":{\"value\":\"CHG1\"},\"reason\":{\"value\":\"x\"}}}");
      assertThat(answer.status()).as(answer.body()).isEqualTo(409);
      assertThat(answer.message())
          .startsWith("2 runs are open under ticket 'CHG1', choose one as 'run': ")
          .contains(one)
          .contains(other);
    }
    assertThat(drill.run().isOpen()).isTrue();
  }

  @Test
  void offersTheOpenRunsInTheForm() {
    String ended = drill.start("fail-over-site", "north").abort("operator").runId();
    String open = drill.start("fail-over-site", "north").runId();

    for (String process : List.of("abort-run", "retry-run", "declare-site-lost")) {
      JsonNode form =
          Visitor.atTasklist("operator", port)
              .get("/process-definition/key/" + process + "/deployed-start-form")
              .json();
      JsonNode choice =
          StreamSupport.stream(form.get("components").spliterator(), false)
              .filter(component -> component.path("key").asText().equals("run"))
              .findFirst()
              .orElseThrow();
      assertThat(choice.get("values").findValuesAsText("value"))
          .containsExactly(open)
          .doesNotContain(ended);
      assertThat(choice.get("values").findValuesAsText("label"))
          .containsExactly("CHG1: Fail over a site, cluster demo, site north, started by operator");
    }
  }

  @Test
  void abortsTheRunThatWasChosenInTheForm() {
    String run = drill.start("fail-over-site", "north").runId();

    Visitor.Answer answer =
        Visitor.atTasklist("operator", port)
            .post(
                "/process-definition/key/abort-run/submit-form",
                "{\"variables\":{\"run\":{\"value\":\"%s\"},\"reason\":{\"value\":\"x\"}}}"
                    .formatted(run));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(drill.settle().outcome()).contains("runWithdrawn");
  }

  @Test
  void knowsNoRunThatIsNone() {
    assertThat(operator.at("POST", "/api/runs/x/abort", REASON).status()).isEqualTo(404);
    assertThat(
            operator
                .post(
                    "/process-definition/key/abort-run/start",
                    "{\"variables\":{\"run\":{\"value\":\"x\"},\"reason\":{\"value\":\"x\"}}}")
                .message())
        .isEqualTo("'x' is no run");
  }

  /** Of another cluster, which the drill does not have. */
  private String anotherUnderTheSameTicket() {
    Map<String, Object> row = database.sql("select * from run").query().singleRow();
    database
        .sql(
            "insert into run (id, runbook, cluster, site, ticket, reason, started_by, started_at,"
                + " open_cluster, progress_at) values ('other', 'fail-back-site', 'second',"
                + " 'north', ?, 'x', 'operator', ?, 'second', ?)")
        .params(row.get("TICKET"), row.get("STARTED_AT"), row.get("STARTED_AT"))
        .update();
    return "other";
  }
}
