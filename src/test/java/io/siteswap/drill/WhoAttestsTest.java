package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.ledger.Journal;
import io.siteswap.notice.Notice;
import io.siteswap.notice.Notices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Who must attest that a site is down stands in the table of who must approve, and nowhere else.
 */
class WhoAttestsTest extends DrillTest {
  private static final Path TABLE = Path.of("processes", "who-must-approve.dmn");
  private static final String ATTEST = "attestSiteDown";
  private static final Duration A_WHILE = Duration.ofSeconds(90);

  @Autowired private RepositoryService repository;
  @Autowired private HistoryService history;
  @Autowired private Notices notices;

  private String table = "";

  @BeforeEach
  void siteIsLost() {
    drill.world(2, 4).lose("north").later(A_WHILE);
  }

  @AfterEach
  void theTableThatCameWithSiteswap() {
    if (!table.isEmpty()) {
      repository.deleteDeployment(table, true);
    }
  }

  @Test
  void twoOfTheApproversByTheTableThatComesWithSiteswap() {
    started();

    assertThat(events("attestation-asked"))
        .containsExactly(
            "2 of dr-approvers, but not who started the run; reminded every 5 min; after 10 min"
                + " also dr-commanders; 1 where power management says off");
    assertThat(drill.attestation().get("policy").asText())
        .startsWith(
            "2 different people of dr-approvers and dr-commanders must vouch for each host, none of"
                + " them who started the run; 1 where power management says off.");
    assertThat(drill.candidateGroups(ATTEST)).containsExactly("dr-approvers");
    assertThat(
            history
                .createHistoricDecisionInstanceQuery()
                .decisionDefinitionKey("who-must-approve")
                .processInstanceId(drill.runId())
                .includeInputs()
                .list())
        .hasSize(2)
        .allSatisfy(
            asked ->
                assertThat(asked.getInputs())
                    .extracting(input -> input.getClauseName() + " " + input.getValue())
                    .contains("Runbook recover-lost-site", "Cluster demo"));
  }

  @Test
  void asManyAsTheChangeManagersSayAndOfTheGroupsTheyName() throws IOException {
    theTableSays("\"dr-approvers\"", "3");
    started();

    drill.attest("approver-1").attest("approver-2");
    assertThat(drill.findTask(ATTEST)).isPresent();
    assertThat(drill.attest("approver-3").findTask(ATTEST)).isEmpty();
  }

  @Test
  void whomTheTableDoesNotNameIsRefused() throws IOException {
    theTableSays("\"dr-commanders\"", "2");
    started();

    assertThat(drill.candidateGroups(ATTEST)).containsExactly("dr-commanders");
    assertThatThrownBy(() -> drill.attest("approver-1"))
        .hasMessageContaining("approver-1 is in none of the groups that attest in run CHG1");
    drill.attest("commander");
    assertThat(drill.findTask(ATTEST)).isPresent();
  }

  /** Though it was put there behind the back of the check at the start. */
  @Test
  void oneAloneIsNeverEnoughWhateverTheTableSays() throws IOException {
    theTableSays("\"dr-operators\"", "1");
    started();

    assertThat(drill.candidateGroups(ATTEST)).containsExactly("dr-approvers");
    drill.attest("approver-1");
    assertThat(drill.findTask(ATTEST)).isPresent();
  }

  @Test
  void whatTheTableSaidHoldsUntilThereIsAnotherPlan() throws IOException {
    started();
    drill.attest("approver-1");
    theTableSays("\"dr-approvers\"", "3");

    assertThat(drill.attest("approver-2").findTask(ATTEST)).isEmpty();
  }

  @Test
  void whoIsCalledWhenNobodyAttestsIsToldAndAllAreReminded() {
    started();
    drill.attest("approver-1");
    drill.later(Duration.ofMinutes(9));
    assertThat(kinds("commander")).isEmpty();

    drill.later(Duration.ofMinutes(2));

    assertThat(kinds("commander")).containsExactly("escalated");
    assertThat(kinds("approver-2")).containsExactly("escalated", "waiting", "waiting");
    // Who has attested can only say it again.
    assertThat(kinds("approver-1")).containsExactly("waiting");
    drill.later(Duration.ofMinutes(5));
    assertThat(events("attestation-reminded")).containsExactly("dr-approvers and dr-commanders");
    assertThat(kinds("commander")).containsExactly("reminded", "escalated");
    assertThat(drill.attest("commander").findTask(ATTEST)).isEmpty();
  }

  @Test
  void whoIsAskedNextIsAskedUrgentlyAndNotRemindedAtOnce() {
    started();
    drill.later(Duration.ofMinutes(11)).attest("approver-1").after(Duration.ofSeconds(5));

    assertThat(kinds("approver-2")).containsExactly("waiting", "escalated", "waiting");
    assertThat(drill.candidateGroups(ATTEST)).contains("dr-approvers", "dr-commanders");
    assertThat(drill.task(ATTEST).getPriority()).isEqualTo(100);
    drill.later(Duration.ofMinutes(5));
    assertThat(kinds("approver-2")).first().isEqualTo("reminded");
  }

  private void started() {
    drill.start("recover-lost-site", Map.of("cluster", "demo", "site", "north"));
  }

  private void theTableSays(String groups, String quorum) throws IOException {
    String own =
        Files.readString(TABLE)
            .replaceAll("(<outputEntry id=\"attest_groups\">\\s*<text>)[^<]*", "$1" + groups)
            .replaceAll("(<outputEntry id=\"attest_quorum\">\\s*<text>)[^<]*", "$1" + quorum);
    table = repository.createDeployment().addString(TABLE.toString(), own).deploy().getId();
  }

  private List<String> kinds(String user) {
    return notices.of(user, 0, 10).stream().map(Notice::kind).map(kind -> kind.word()).toList();
  }

  private List<String> events(String event) {
    return drill.journal().of(drill.runId()).stream()
        .filter(line -> line.event().equals(event))
        .map(Journal.Line::detail)
        .toList();
  }
}
