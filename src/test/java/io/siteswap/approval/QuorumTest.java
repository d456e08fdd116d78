package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two of three is two people, by whichever way each of them comes. */
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
