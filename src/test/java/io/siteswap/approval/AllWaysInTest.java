package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.drill.DrillTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Four eyes hold by whichever way somebody comes, and whoever passes them is written down. */
class AllWaysInTest extends DrillTest {
  private static final String LOCKED = "wrong passwords for newcomer";

  @LocalServerPort private int port;
  @Autowired private JdbcClient database;
  @Autowired private RuntimeService runtime;
  @Autowired private IdentityService identity;

  @BeforeEach
  void aRunOfSomebodyWhoIsAnApproverToo() {
    drill.world(2, 4);
    drill.startAs("both", "fail-over-site", Map.of("cluster", "demo", "site", "north"));
  }

  private Stream<Visitor> visitors(String name) {
    return Stream.of(Visitor.withPassword(name, port), Visitor.atTasklist(name, port));
  }

  private String task() {
    return drill.task("approvePlan").getId();
  }

  private String approval() {
    return """
        {"variables": {"decision": {"value": "approve"}, "comment": {"value": "mine"},
          "fingerprint": {"value": "%s"}}}
        """
        .formatted(drill.run().requirePlan().fingerprint().abbreviated());
  }

  private void assertUndecided() {
    assertThat(drill.run().approvedFingerprint()).isEmpty();
    assertThat(drill.findTask("approvePlan")).isPresent();
    assertThat(drill.actions()).isZero();
  }

  @Test
  void theStarterNeitherClaimsNorCompletesNorSubmits() {
    String task = "/task/" + task();
    visitors("both")
        .forEach(
            both -> {
              assertThat(both.post(task + "/claim", "{\"userId\":\"both\"}").status())
                  .isEqualTo(403);
              assertThat(both.post(task + "/complete", approval()).status()).isEqualTo(403);
              assertThat(both.post(task + "/submit-form", approval()).status()).isEqualTo(403);
            });
    assertUndecided();
  }

  /** Nor after somebody else has claimed it. */
  @Test
  void theStarterDoesNotDecideOnWhatIsClaimed() {
    String task = "/task/" + task();
    assertThat(
            Visitor.withPassword("approver-1", port)
                .post(task + "/claim", "{\"userId\":\"approver-1\"}")
                .status())
        .isEqualTo(204);

    visitors("both")
        .forEach(
            both -> assertThat(both.post(task + "/complete", approval()).status()).isEqualTo(403));
    assertUndecided();
  }

  /** Another name is no other person, and another id nobody takes. */
  @Test
  void theStarterIsTheSamePersonUnderAnotherName() {
    String task = "/task/" + task();
    visitors("both")
        .forEach(
            both -> {
              both.ask(
                  "PUT",
                  "/user/both/profile",
                  "{\"id\":\"approver-9\",\"firstName\":\"Somebody\",\"lastName\":\"Else\"}");
              assertThat(both.post(task + "/complete", approval()).status()).isEqualTo(403);
            });
    assertThat(identity.createUserQuery().userId("approver-9").count()).isZero();
    assertUndecided();
  }

  /** An administrator may move an instance, and still nothing happens that nobody has approved. */
  @Test
  void movedPastTheApprovalNothingIsCarriedOut() {
    Visitor.Answer moved =
        Visitor.withPassword("admin", port)
            .post(
                "/process-instance/" + drill.runId() + "/modification",
                """
                {"instructions": [{"type": "startBeforeActivity", "activityId": "carryOut"},
                  {"type": "cancel", "activityId": "approvePlan"}]}
                """);

    assertThat(moved.status()).as(moved.body()).isEqualTo(204);
    drill.settle().after(Duration.ofMinutes(2));
    assertThat(drill.findTask("approveChangedPlan")).as("people are asked once more").isPresent();
    assertThat(drill.run().approvedFingerprint()).isEmpty();
    assertThat(drill.actions()).isZero();
  }

  /** Nor is a run begun again behind the approval that it once had. */
  @Test
  void anInstanceIsNeitherRestartedNorMovedByABatch() {
    String definition = drill.task("approvePlan").getProcessDefinitionId();
    for (String name : List.of("both", "admin")) {
      visitors(name)
          .forEach(
              visitor -> {
                for (String call : List.of("restart", "restart-async")) {
                  assertThat(
                          visitor
                              .post(
                                  "/process-definition/%s/%s".formatted(definition, call),
                                  "{\"processInstanceIds\":[\"%s\"],\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"carryOut\"}]}"
                                      .formatted(drill.runId()))
                              .isRefusedAtTheDoor())
                      .as(visitor + call)
                      .isTrue();
                }
              });
    }
    assertUndecided();
  }

  @Test
  void theJournalNamesWhoDeletesAnInstance() {
    Visitor admin = Visitor.atTasklist("admin", port);

    assertThat(admin.ask("DELETE", "/process-instance/" + drill.runId(), "").status())
        .isEqualTo(204);

    assertThat(drill.outcome()).contains("runCancelled");
    assertThat(drill.journal().of(drill.runId(), "run-ended"))
        .singleElement()
        .satisfies(line -> assertThat(line.actor()).isEqualTo("admin"));
  }

  @Test
  void theJournalNamesWhoChangesPeople() {
    Visitor admin = Visitor.withPassword("admin", port);
    for (String call :
        List.of(
            "POST /user/create {\"profile\":{\"id\":\"newcomer\",\"firstName\":\"x\","
                + "\"lastName\":\"y\"},\"credentials\":{\"password\":\"long-enough-1\"}}",
            "PUT /user/newcomer/credentials {\"password\":\"another-one-2\","
                + "\"authenticatedUserPassword\":\"drill-6\"}",
            "PUT /group/dr-approvers/members/newcomer {}",
            "DELETE /group/dr-approvers/members/newcomer {}",
            LOCKED,
            "POST /user/newcomer/unlock {}",
            "DELETE /user/newcomer {}")) {
      if (call.equals(LOCKED)) {
        // As an older version has left somebody; the engine itself locks nobody out any more.
        database.sql("update ACT_ID_USER set ATTEMPTS_ = 9 where ID_ = 'newcomer'").update();
        continue;
      }
      String[] parts = call.split(" ", 3);
      Visitor.Answer answer = admin.ask(parts[0], parts[1], parts[2]);
      assertThat(answer.status()).as(call + answer).isEqualTo(204);
    }

    assertThat(drill.journal().of("people", "engine-operation"))
        .filteredOn(line -> line.actor().equals("admin"))
        .extracting(line -> line.detail())
        .anyMatch(line -> line.startsWith("Create of User"))
        .anyMatch(line -> line.startsWith("Update of User") && line.contains("newcomer"))
        .anyMatch(line -> line.startsWith("Unlock of User") && line.contains("newcomer"))
        .anyMatch(line -> line.startsWith("Create of Group membership"))
        .anyMatch(line -> line.startsWith("Delete of Group membership"))
        .anyMatch(line -> line.startsWith("Delete of User"));
  }

  /** Not even if somebody could write it: no class of a caller's choice is made. */
  @Test
  void readsNoObjectOfAClassThatSomebodyHasNamed() {
    runtime.setVariable(
        drill.runId(),
        "x",
        Variables.serializedObjectValue("{\"text\":\"of a caller's choice\"}")
            .objectTypeName("javax.swing.JEditorPane")
            .serializationDataFormat("application/json")
            .create());

    assertThatThrownBy(() -> runtime.getVariable(drill.runId(), "x"))
        .hasStackTraceContaining("not whitelisted")
        .hasStackTraceContaining("JEditorPane");
  }
}
