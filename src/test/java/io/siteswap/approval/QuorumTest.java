package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two of three is two people, by whichever way each of them comes. */
@ExtendWith(OutputCaptureExtension.class)
class QuorumTest extends DrillTest {
  @LocalServerPort private int port;
  @Autowired private RepositoryService repository;

  private String table;

  @BeforeEach
  void aRunOfWhichTwoHaveToApprove() {
    table =
        repository
            .createDeployment()
            .addClasspathResource("approvals/two-of-three.dmn")
            .deploy()
            .getId();
    drill.world(2, 4).start("fail-over-site", "north");
  }

  @AfterEach
  void theTableThatCameWithSiteswap() {
    repository.deleteDeployment(table, true);
  }

  private Visitor.Answer approves(Visitor who) {
    return who.post(
        "/task/" + drill.task("approvePlan").getId() + "/complete",
        """
        {"variables": {"decision": {"value": "approve"}, "fingerprint": {"value": "%s"}}}
        """
            .formatted(drill.run().requirePlan().fingerprint().abbreviated()));
  }

  /** By the door, by the engine, and by ours. */
  @Test
  void whoIsRefusedStandsInTheSecurityLog(CapturedOutput log) {
    Visitor auditor = Visitor.withPassword("auditor", port);
    auditor.post("/deployment/create", "{}");
    approves(Visitor.withPassword("operator", port));
    auditor.at("GET", "/api/runs", "");

    assertThat(log.getOut().lines().filter(line -> line.contains("event=refused")))
        .extracting(line -> line.replaceFirst(".*event=", ""))
        .containsExactly(
            "refused user=\"auditor\" source=\"127.0.0.1\" call=\"POST"
                + " /engine-rest/deployment/create\"",
            "refused user=\"operator\" source=\"127.0.0.1\" call=\"POST"
                + " /engine-rest/task/%s/complete\"".formatted(drill.task("approvePlan").getId()));
  }

  /** As Cockpit asks for it. */
  @Test
  void everybodyReadsWhoMustApproveAndWhatTheTableHasAnswered() {
    for (String role : List.of("operator", "approver-1", "commander", "auditor", "admin")) {
      for (Visitor who :
          List.of(Visitor.withPassword(role, port), Visitor.atTasklist(role, port))) {
        assertThat(who.get("/decision-definition/key/who-must-approve/xml").json().get("dmnXml"))
            .as("%s", who)
            .asString()
            .contains("dr-approvers", "Hour of the day");
        assertThat(
                who.get(
                        "/history/decision-instance?includeOutputs=true&processInstanceId="
                            + drill.task("approvePlan").getProcessInstanceId())
                    .json()
                    .at("/0/outputs")
                    .toString())
            .as("%s", who)
            .contains("dr-commanders", "PT1H");
      }
    }
  }

  @Test
  void isOfDifferentPeopleWhicheverWayTheyCome() {
    assertThat(approves(Visitor.withPassword("approver-1", port)).status()).isEqualTo(204);
    drill.settle();
    assertThat(drill.run().approvedFingerprint()).isEmpty();

    for (Visitor same :
        List.of(Visitor.withPassword("approver-1", port), Visitor.atTasklist("approver-1", port))) {
      Visitor.Answer again = approves(same);
      assertThat(again.status()).as(again.body()).isEqualTo(403);
      assertThat(again.body()).contains("approver-1 has approved already");
    }
    assertThat(approves(Visitor.withPassword("operator", port)).status()).isEqualTo(403);
    assertThat(drill.run().approvedFingerprint()).isEmpty();
    assertThat(drill.actions()).isZero();

    assertThat(approves(Visitor.atTasklist("approver-2", port)).status()).isEqualTo(204);
    assertThat(drill.run().approvedFingerprint()).isPresent();
  }
}
