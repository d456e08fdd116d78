package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.ledger.Journal;
import io.siteswap.runbook.Conflict;
import io.siteswap.runbook.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Incident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who must approve is what the table says: here with 20 VMs and more the commander alone; at night
 * two people of the approvers, and after an hour the commander as well; else one approver.
 */
class GovernedApprovalTest extends DrillTest {
  private static final String APPROVE = "approvePlan";

  @Autowired private RepositoryService repository;
  @Autowired private HistoryService history;
  @Autowired private TaskService tasks;
  @Autowired private IdentityService identity;
  @Autowired private JdbcClient database;

  private String table;

  @BeforeEach
  void theTableOfTheChangeManagers() {
    table =
        repository
            .createDeployment()
            .addClasspathResource("approvals/two-of-three.dmn")
            .deploy()
            .getId();
    drill.world(2, 4);
  }

  @AfterEach
  void theTableThatCameWithSiteswap() {
    repository.deleteDeployment(table, true);
  }

  @Test
  void twoDifferentPeopleHaveToApproveAtNight() {
    started();
    drill.approve("approver-1");

    assertThat(drill.run().approvedFingerprint()).isEmpty();
    assertThat(drill.actions()).isZero();
    assertThat(drill.shown(APPROVE, "approval").at("/said/0/who").asText()).isEqualTo("approver-1");
    assertThat(drill.shown(APPROVE, "approval").get("policy").asText())
        .startsWith("2 of dr-approvers, but not who started the run")
        .endsWith("; 1 of 2 have approved.");

    assertThat(drill.approve("approver-2").untilEnd().outcome()).contains("siteFailedOver");
    assertThat(said())
        .containsExactly(
            "approver-1 approve (1 of 2): drilled (%s)".formatted(plan()),
            "approver-2 approve: drilled (%s; 2 of 2)".formatted(plan()));
  }

  @Test
  void thePictureShowsWhatTheTableHasAnswered() {
    started();

    assertThat(events("approval-asked"))
        .containsExactly(
            "2 of dr-approvers, but not who started the run; reminded every 10 min; after 1 h also"
                + " dr-commanders");
    assertThat(
            history
                .createHistoricDecisionInstanceQuery()
                .decisionDefinitionKey("who-must-approve")
                .processInstanceId(drill.task(APPROVE).getProcessInstanceId())
                .includeInputs()
                .singleResult()
                .getInputs())
        .extracting(input -> input.getClauseName() + " " + input.getValue())
        .contains("Runbook fail-over-site", "VMs 4", "Emergency false", "Hour of the day 3");
  }

  @Test
  void theSamePersonCountsOnce() {
    started();
    drill.approve("approver-1");

    assertThatThrownBy(() -> drill.approve("approver-1"))
        .satisfies(GovernedApprovalTest::isForbidden)
        .hasMessageContaining("approver-1 has approved already, and counts once");
    assertThat(drill.run().approvedFingerprint()).isEmpty();
  }

  @Test
  void theStarterNeverCounts() {
    drill.startAs("both", "fail-over-site", Map.of("cluster", "demo", "site", "north"));
    drill.approve("approver-1");

    assertThatThrownBy(() -> drill.approve("both"))
        .satisfies(GovernedApprovalTest::isForbidden)
        .hasMessageContaining("both has started run CHG1");
    assertThatThrownBy(() -> drill.handOn("approver-2", "both"))
        .satisfies(GovernedApprovalTest::isForbidden)
        .hasMessageContaining("both has started run CHG1");
    assertThatThrownBy(() -> drill.handOn("both", "approver-2"))
        .satisfies(GovernedApprovalTest::isForbidden);
    assertThat(drill.run().approvedFingerprint()).isEmpty();
  }

  @Test
  void whoIsNamedDecidesInThePlaceOfAnother() {
    started();
    assertThatThrownBy(() -> drill.approve("commander"))
        .satisfies(GovernedApprovalTest::isForbidden);
    drill.handOn("approver-1", "commander").approve("commander");

    assertThatThrownBy(() -> drill.approve("approver-1"))
        .satisfies(GovernedApprovalTest::isForbidden)
        .hasMessageContaining("commander has approved in the place of approver-1");
    assertThat(drill.approve("approver-2").untilEnd().outcome()).contains("siteFailedOver");
    assertThat(said())
        .startsWith(
            "approver-1 delegate to commander: drilled (%s)".formatted(plan()),
            "commander approve (1 of 2): drilled (in place of approver-1, %s)".formatted(plan()));
  }

  @Test
  void handsItOnOnlyToSomebodyWhoCanDecideAndOnlyOnce() {
    started();
    assertThatThrownBy(() -> drill.handOn("approver-1", "approver-1")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> drill.handOn("approver-1", "")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> drill.handOn("approver-1", "auditor")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> drill.handOn("approver-1", "nobody")).isInstanceOf(Refused.class);

    drill.handOn("approver-1", "commander");
    assertThatThrownBy(() -> drill.handOn("commander", "approver-3"))
        .satisfies(GovernedApprovalTest::isForbidden)
        .hasMessageContaining("in the place of approver-1, and cannot hand that on");
    assertThatThrownBy(() -> drill.handOn("approver-2", "commander")).isInstanceOf(Conflict.class);

    // Who decides after all takes it back.
    drill.approve("approver-1");
    assertThatThrownBy(() -> drill.approve("commander"))
        .satisfies(GovernedApprovalTest::isForbidden);
  }

  @Test
  void handsItOnToNobodyWhoHasSpoken() {
    started();
    drill.approve("approver-1");

    assertThatThrownBy(() -> drill.handOn("approver-2", "approver-1"))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("approver-1 has approved already");
    assertThatThrownBy(() -> drill.handOn("approver-1", "approver-3"))
        .satisfies(GovernedApprovalTest::isForbidden);
    assertThat(drill.approve("approver-2").untilEnd().outcome()).contains("siteFailedOver");
  }

  /** A yes is taken back by a no. */
  @Test
  void whoHasApprovedMayStillReject() {
    started();
    drill.approve("approver-1").decide(APPROVE, "approver-1", "reject", "I misread the hosts");

    assertThat(drill.outcome()).contains("planRejected");
    assertThat(drill.actions()).isZero();
  }

  @Test
  void whatWasSaidByAMemberCountsAndWhoHasLeftSaysNothing() {
    started();
    drill.approve("approver-1");
    leaves("approver-1", "dr-approvers");
    leaves("approver-2", "dr-approvers");
    try {
      assertThatThrownBy(() -> drill.approve("approver-2"))
          .satisfies(GovernedApprovalTest::isForbidden);
      assertThat(drill.approve("approver-3").untilEnd().outcome()).contains("siteFailedOver");
    } finally {
      joins("approver-1", "dr-approvers");
      joins("approver-2", "dr-approvers");
    }
  }

  @Test
  void theOtherGroupMayHaveNoMemberOrOnlyTheStarter() {
    leaves("commander", "dr-commanders");
    joins("both", "dr-commanders");
    try {
      drill.startAs("both", "fail-over-site", Map.of("cluster", "demo", "site", "north"));
      drill.later(Duration.ofMinutes(61));

      assertThat(events("approval-escalated")).containsExactly("called: dr-commanders");
      assertThatThrownBy(() -> drill.approve("both"))
          .satisfies(GovernedApprovalTest::isForbidden)
          .hasMessageContaining("both has started run CHG1");
      // Nobody is lost who was asked before.
      drill.approve("approver-1").approve("approver-2");
      assertThat(drill.untilEnd().outcome()).contains("siteFailedOver");
    } finally {
      leaves("both", "dr-commanders");
      joins("commander", "dr-commanders");
    }
  }

  @Test
  void saysWhereMorePeopleAreAskedThanThereAre() {
    for (String user : List.of("approver-2", "approver-3", "both")) {
      leaves(user, "dr-approvers");
    }
    leaves("commander", "dr-commanders");
    try {
      started();
      String why =
          "2 must approve, and 1 could who are known here: add people to dr-approvers, or abort"
              + " the run";
      assertThat(events("approval-short")).containsExactly(why);
      assertThat(drill.shown(APPROVE, "approval").get("policy").asText()).contains(why);

      joins("approver-2", "dr-approvers");
      drill.approve("approver-1").approve("approver-2");
      assertThat(drill.run().approvedFingerprint()).isPresent();
    } finally {
      for (String user : List.of("approver-2", "approver-3", "both")) {
        joins(user, "dr-approvers");
      }
      joins("commander", "dr-commanders");
    }
  }

  /** Put there behind the back of the check at the start: nobody approves, and people are told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "dr-approvers"  | "nobody"  | the table 'Who must approve' asks 'nobody'
          "dr-approvers"  | ""        | the table 'Who must approve' names no group
          hitPolicy="FIRST" | hitPolicy="UNIQUE" | UNIQUE
          <inputEntry id="default_vms"> <text> | <inputEntry id="default_vms"> <text>&gt; 1000 | has no row for this plan
          <inputEntry id="default_vms"> <text> | <inputEntry id="default_vms"> <text>&gt; ) | FEEL
          """)
  void aTableThatCannotAnswerLetsNobodyApprove(String right, String wrong, String why)
      throws IOException {
    String own =
        Files.readString(Path.of("processes", "who-must-approve.dmn"))
            .replaceAll(">\\s+<", "> <")
            .replace(right, wrong)
            // Without a condition the rows above answer as well.
            .replace(wrong.contains("UNIQUE") ? "\"recover-lost-site\"" : "nothing", "");
    String broken =
        repository.createDeployment().addString("who-must-approve.dmn", own).deploy().getId();
    try {
      started();
      drill.untilIncident();

      assertThat(drill.incidents())
          .extracting(Incident::getIncidentMessage)
          .anyMatch(said -> said.contains(why));
      assertThat(drill.findTask(APPROVE)).isEmpty();
      assertThat(drill.run().approvedFingerprint()).isEmpty();
      assertThat(
              database
                  .sql("select distinct recipient from notice where kind = 'stuck'")
                  .query(String.class)
                  .list())
          .contains("operator");
    } finally {
      repository.deleteDeployment(broken, true);
    }
    // The table of before is the newest again.
    drill.retryIncidents();
    assertThat(drill.approve("approver-1").approve("approver-2").untilEnd().outcome())
        .contains("siteFailedOver");
  }

  private void leaves(String user, String group) {
    identity.deleteMembership(user, group);
  }

  private void joins(String user, String group) {
    if (identity.createUserQuery().userId(user).memberOfGroup(group).count() == 0) {
      identity.createMembership(user, group);
    }
  }

  @Test
  void theFormOffersThoseWhoCouldDecide() {
    started();
    drill.approve("approver-1");

    assertThat(drill.as("approver-2", () -> drill.shown(APPROVE, "approval").get("others")))
        .extracting(other -> other.get("value").asText())
        .contains("approver-2", "approver-3", "both", "commander")
        .doesNotContain("operator", "approver-1", "auditor", "admin");
  }

  @Test
  void theTaskIsInTheListOfWhoWasNamed() {
    started();
    drill.handOn("approver-1", "commander");

    assertThat(tasks.createTaskQuery().taskCandidateUser("commander").count()).isEqualTo(1);
    assertThat(tasks.createTaskQuery().taskCandidateUser("approver-2").count()).isEqualTo(1);
    assertThat(tasks.createTaskQuery().taskCandidateUser("auditor").count()).isZero();
  }

  @Test
  void remindsThenCallsTheOtherGroupWhoseMembersDecideFromThenOn() {
    started();
    drill.later(Duration.ofMinutes(10));
    assertThat(events("approval-reminded")).containsExactly("dr-approvers");
    drill.later(Duration.ofMinutes(10));
    assertThat(events("approval-reminded")).hasSize(2);
    assertThatThrownBy(() -> drill.approve("commander"))
        .satisfies(GovernedApprovalTest::isForbidden);

    drill.later(Duration.ofMinutes(41));

    assertThat(events("approval-escalated")).containsExactly("called: dr-commanders");
    assertThat(drill.candidateGroups(APPROVE)).contains("dr-approvers", "dr-commanders");
    assertThat(drill.run().waitingFor().orElseThrow()).contains("dr-commanders called as well");
    // Also at the task of the second person.
    drill.approve("approver-1");
    assertThat(drill.candidateGroups(APPROVE)).contains("dr-commanders");
    assertThat(drill.approve("commander").untilEnd().outcome()).contains("siteFailedOver");
  }

  @Test
  void asksWhomTheTableNamesForManyVms() {
    drill.world(2, 48);
    started();

    assertThat(drill.candidateGroups(APPROVE)).containsExactly("dr-commanders");
    assertThatThrownBy(() -> drill.approve("approver-1"))
        .satisfies(GovernedApprovalTest::isForbidden);
    assertThat(drill.approve("commander").untilEnd().outcome()).contains("siteFailedOver");
  }

  @Test
  void aRejectionNeedsAReason() {
    started();

    assertThatThrownBy(() -> drill.decide(APPROVE, "approver-1", "reject", " "))
        .isInstanceOf(Refused.class)
        .hasMessage("the comment is empty: expected why the plan is rejected");
    assertThat(drill.decide(APPROVE, "approver-1", "reject", "not tonight").outcome())
        .contains("planRejected");
  }

  @Test
  void aPlanThatIsDrawnUpAnewIsApprovedAnew() {
    started();
    drill.approve("approver-1").decide(APPROVE, "approver-2", "redraw");

    assertThat(drill.shown(APPROVE, "approval").get("said")).isEmpty();
    drill.approve("approver-1");
    assertThat(drill.run().approvedFingerprint()).isEmpty();
  }

  /** It waits at a task that a version before has drawn. */
  @Test
  void aRunFromBeforeTheTableAsksOneApprover() {
    started();
    database.sql("delete from approval").update();

    assertThat(drill.shown(APPROVE, "approval").get("policy").asText()).startsWith("1 of");
    assertThatThrownBy(() -> drill.approve("commander"))
        .satisfies(GovernedApprovalTest::isForbidden);
    assertThat(drill.approve("approver-1").untilEnd().outcome()).contains("siteFailedOver");
  }

  @Test
  void aChangedPlanIsApprovedByTheTableAsWell() {
    started();
    drill.approve("approver-1").approve("approver-2");
    drill.elsewhere("vms", vmOf("north"), "stop").untilTask("approveChangedPlan");
    drill.approve("approver-1");

    assertThat(drill.findTask("approveChangedPlan")).isPresent();
    assertThat(drill.approve("approver-3").untilEnd().outcome()).contains("siteFailedOver");
  }

  private String vmOf(String site) {
    return drill.vms().stream()
        .filter(vm -> vm.host().orElseThrow().name().startsWith(site))
        .findFirst()
        .orElseThrow()
        .name();
  }

  private void started() {
    drill.start("fail-over-site", "north");
  }

  private String plan() {
    return drill.run().planNamed();
  }

  private List<String> said() {
    return lines()
        .filter(line -> line.event().equals(APPROVE))
        .map(line -> line.actor() + " " + line.detail())
        .toList();
  }

  private List<String> events(String event) {
    return lines().filter(line -> line.event().equals(event)).map(Journal.Line::detail).toList();
  }

  private Stream<Journal.Line> lines() {
    return drill.journal().of(drill.runId()).stream();
  }

  /** Also where the engine has wrapped what its listener said. */
  private static void isForbidden(Throwable refusal) {
    assertThat(Stream.iterate(refusal, cause -> cause != null, Throwable::getCause))
        .anyMatch(AuthorizationException.class::isInstance);
  }
}
