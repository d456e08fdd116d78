package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.approval.Visitor.Answer;
import io.siteswap.drill.DrillTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two people decide so closely together that each has found the task open. */
class SameInstantTest extends DrillTest {
  @LocalServerPort private int port;
  @Autowired private DataSource database;
  @Autowired private RepositoryService repository;
  @Autowired private JdbcClient sessions;

  @BeforeEach
  void smallWorld() {
    drill.world(2, 4);
  }

  @ParameterizedTest
  @CsvSource({"complete,complete", "submit-form,complete", "submit-form,submit-form"})
  void theSecondIsToldWhoHasDecidedWhat(String one, String other) throws SQLException {
    String task = drill.start("fail-over-site", "north").task("approvePlan").getId();
    String fingerprint = drill.run().fingerprint().orElseThrow();

    List<Answer> answers =
        together(
            () -> decide("approver-1", task, one, "approve", fingerprint),
            () -> decide("approver-2", task, other, "reject", fingerprint));

    assertOneWasFirst(
        answers, "'Approve plan', at 2026-11-22 03:00:00 \\S+: (approve|reject): drilled");
  }

  @Test
  void alsoOfWhatIsDoneAboutARefusal() throws SQLException {
    drill.refuse("/hosts/*/deactivate", "no", -1).start("fail-over-site", "north");
    drill.approve("approver-1").untilTask("decideOnRefusedChanges");
    String task = drill.task("decideOnRefusedChanges").getId();

    List<Answer> answers =
        together(
            () -> decide("operator", task, "complete", "retry", ""),
            () -> decide("both", task, "complete", "undo", ""));

    assertOneWasFirst(answers, "'Decide on refused changes', at .*: (retry|undo): drilled");
  }

  /** Two are asked, and both say yes at once: one yes counts, and the other is asked for again. */
  @Test
  void oneOfTwoCountsAndTheOtherIsAskedAgain() throws SQLException {
    String table =
        repository
            .createDeployment()
            .addClasspathResource("approvals/two-of-three.dmn")
            .deploy()
            .getId();
    try {
      String task = drill.start("fail-over-site", "north").task("approvePlan").getId();
      String fingerprint = drill.run().fingerprint().orElseThrow();

      List<Answer> answers =
          together(
              () -> decide("approver-1", task, "complete", "approve", fingerprint),
              () -> decide("approver-2", task, "complete", "approve", fingerprint));

      assertOneWasFirst(
          answers, "'Approve plan', at 2026-11-22 03:00:00 \\S+: approve \\(1 of 2\\): drilled");
      assertThat(voices()).hasSize(1);
      assertThat(drill.run().approvedFingerprint()).isEmpty();
      drill.approve(voices().contains("approver-1") ? "approver-2" : "approver-1");
      assertThat(drill.run().approvedFingerprint()).contains(fingerprint);
    } finally {
      repository.deleteDeployment(table, true);
    }
  }

  private List<String> voices() {
    return sessions.sql("select who from approval_voice").query(String.class).list();
  }

  private void assertOneWasFirst(List<Answer> answers, String what) {
    assertThat(answers)
        .as("%s", answers)
        .extracting(Answer::status)
        .contains(409)
        .containsAnyOf(200, 204);
    Answer second = answers.stream().filter(a -> a.status() == 409).findFirst().orElseThrow();
    assertThat(second.message())
        .matches("(approver-1|approver-2|operator|both) was first at " + what + ".*")
        .doesNotContain("ENGINE-");
    assertThat(drill.journal().firstBroken()).isEmpty();
  }

  private Answer decide(String who, String task, String by, String decision, String fingerprint) {
    return Visitor.withPassword(who, port)
        .post(
            "/task/" + task + "/" + by,
            ("{\"variables\":{\"decision\":{\"value\":\"%s\"},\"comment\":{\"value\":\"drilled\"}"
                    + "%s}}")
                .formatted(
                    decision,
                    fingerprint.isEmpty()
                        ? ""
                        : ",\"fingerprint\":{\"value\":\"" + fingerprint + "\"}"));
  }

  /** Each has read the task as open before either of them is written down. */
  private List<Answer> together(Supplier<Answer> one, Supplier<Answer> other) throws SQLException {
    List<CompletableFuture<Answer>> answers;
    try (Connection journal = database.getConnection()) {
      journal.setAutoCommit(false);
      journal.createStatement().executeQuery("select * from journal_head for update").close();
      answers = Stream.of(one, other).map(CompletableFuture::supplyAsync).toList();
      drill.awaitForReal(
          () -> answers.stream().anyMatch(CompletableFuture::isDone) || waiting() == 2);
      journal.rollback();
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private int waiting() {
    return sessions
        .sql("select count(*) from information_schema.sessions where blocker_id is not null")
        .query(Integer.class)
        .single();
  }
}
