package io.siteswap.approval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.site.WrongConfiguration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table in which a run would find nobody to ask is refused before anything runs. */
class ApprovalTableTest {
  private static final Path OWN = Path.of("processes", ApprovalTable.FILE);

  @TempDir private Path folder;

  @Test
  void theTableThatComesWithSiteswapIsOne() {
    ApprovalTable table = table(OWN);

    assertThatCode(table::check).doesNotThrowAnyException();
    assertThat(table.insteadOf(ApprovalTable.FILE)).contains(OWN);
    assertThat(table.insteadOf("fail-over-site.bpmn")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "dr-approvers"    | "dr-aprovers"     | asks 'dr-aprovers'
          "dr-approvers"    | "dr-auditors"     | asks 'dr-auditors'
          "dr-approvers"    | "camunda-admin"   | asks 'camunda-admin'
          "dr-commanders"   | ""                | escalates to nobody
          <text>1</text>    | <text>0</text>    | asks 0 people
          <text>1</text>    | <text>one</text>  | without a number of people
          <text>1</text>    | <text>vms</text>  | without a number of people
          "PT30M"           | "30 minutes"      | has the time '30 minutes'
          "PT30M"           | "PT1S"            | has the time 'PT1S'
          "PT30M"           | "PT-30M"          | has the time 'PT-30M'
          id="who-must-approve" | id="who"      | has no table 'who-must-approve'
          "FIRST"           | "UNIQUE"          | has the hit policy UNIQUE
          "FIRST"           | "COLLECT"         | has the hit policy COLLECT
          <text>vms</text>  | <text>vm</text>   | has a column of 'vm'
          <text>vms</text>  | <text>vms + 1</text> | has a column of 'vms + 1'
          """)
  void whatNobodyCouldAnswerIsRefused(String right, String wrong, String why) throws IOException {
    refused(Files.readString(OWN).replace(right, wrong), why);
  }

  /** Each of these would never fit, and the row below would answer in its place, in silence. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          runbook   | "fail-over-sites"      | some of [
          runbook   | fail-over-site         | a name in quotes
          cluster   | demo                   | a name in quotes
          vms       | "100"                  | numbers, as > 100
          vms       | > 100 VMs              | one that the engine understands
          vms       | )                      | one that the engine understands
          emergency | yes                    | true or false
          emergency | "true"                 | true or false
          off       | 1                      | true or false
          hour      | [22..5]                | over midnight, >= 22, <= 5
          hour      | [10..8],[20..23]       | over midnight, >= 10, <= 8
          """)
  void aConditionThatNeverFitsIsRefused(String column, String condition, String why)
      throws IOException {
    refused(withRow(column, condition, "\"dr-approvers\"", "2"), why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          runbook   | "fail-over-site","fail-back-site"
          runbook   | not("deploy-stretch-cluster")
          cluster   | "demo"
          vms       | > 100
          vms       | [10..20]
          vms       | < 5, > 100
          warnings  | >= 1
          emergency | true
          off       | false
          hour      | >= 22, <= 5
          hour      | -
          """)
  void aConditionThatFitsIsTaken(String column, String condition) throws IOException {
    Path file = written(withRow(column, condition, "\"dr-approvers\"", "2"));

    assertThatCode(() -> table(file).check()).doesNotThrowAnyException();
  }

  @Test
  void aNightGoesOverMidnight() throws IOException {
    String text = withRow("hour", ">= 22, <= 5", "\"dr-approvers\"", "3");
    DmnEngine engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    assertThat(IntStream.range(0, 24).filter(hour -> asked(engine, text, hour) == 3).boxed())
        .containsExactly(0, 1, 2, 3, 4, 5, 22, 23);
  }

  private static int asked(DmnEngine engine, String table, int hour) {
    return (Integer)
        engine
            .evaluateDecisionTable(
                ApprovalTable.DECISION,
                new ByteArrayInputStream(table.getBytes(UTF_8)),
                Map.of(
                    "runbook",
                    "fail-over-site",
                    "cluster",
                    "demo",
                    "vms",
                    4,
                    "warnings",
                    0,
                    "emergency",
                    false,
                    "hour",
                    hour,
                    "off",
                    false))
            .getSingleResult()
            .getEntry("quorum");
  }

  @Test
  void theLastRowAnswersForEveryPlan() throws IOException {
    String last = "<inputEntry id=\"default_vms\">\n          <text></text>";
    String text = Files.readString(OWN);
    assertThat(text).contains(last);

    refused(text.replace(last, last.replace("><", ">&lt; 5<")), "does not answer for every plan");
  }

  /**
   * A table from before lost sites were in it, or one that was changed without a second thought.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          runbook   | "recover-lost-site"
          runbook   | not("fail-over-site")
          vms       | < 5
          emergency | true
          off       | false
          """)
  void oneAloneDoesNotAttestThatASiteIsDown(String column, String condition) throws IOException {
    String text = withRow(column, condition, "\"dr-approvers\"", "1");

    refused(text, "by which one person alone attests that a site is down");
    assertThatCode(() -> table(written(text), true).check()).doesNotThrowAnyException();
  }

  @Test
  void aTableWithoutLostSitesIsRefused() throws IOException {
    String text = Files.readString(OWN).replace("\"recover-lost-site\"", "\"fail-back-site\"");

    refused(text, "a row for \"recover-lost-site\" above it that asks 2 or more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          off       | true
          runbook   | "fail-over-site"
          runbook   | not("recover-lost-site")
          """)
  void oneIsEnoughForAnythingElse(String column, String condition) throws IOException {
    Path file = written(withRow(column, condition, "\"dr-approvers\"", "1"));

    assertThatCode(() -> table(file).check()).doesNotThrowAnyException();
  }

  @Test
  void onlyApproversAndCommandersAttest() throws IOException {
    refused(
        withRow("runbook", "\"recover-lost-site\"", "\"dr-operators\"", "2"),
        "by which [dr-operators] attest that a site is down");
  }

  @Test
  void whatIsNoTableIsSaid() throws IOException {
    assertThatThrownBy(() -> table(written("groups;quorum")).check())
        .hasMessageContaining("is no decision table");
    assertThatThrownBy(() -> table(folder.resolve("none.dmn")).check())
        .hasMessageContaining("cannot be read");
  }

  /** On top of the table that comes with Siteswap, with that condition and no other. */
  private static String withRow(String column, String condition, String groups, String quorum)
      throws IOException {
    StringBuilder row = new StringBuilder("<rule id=\"first\">");
    for (String input :
        List.of("runbook", "cluster", "vms", "warnings", "emergency", "hour", "off")) {
      row.append(cell("inputEntry", input, input.equals(column) ? condition : ""));
    }
    List<String> answers = List.of(groups, quorum, "", "", "");
    for (int at = 0; at < answers.size(); at++) {
      row.append(cell("outputEntry", "answer" + at, answers.get(at)));
    }
    String top = "<rule id=\"attestOff\">";
    assertThat(Files.readString(OWN)).contains(top);
    return Files.readString(OWN).replace(top, row + "</rule>" + top);
  }

  private static String cell(String kind, String id, String content) {
    String text = content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<%s id=\"first_%s\"><text>%s</text></%s>".formatted(kind, id, text, kind);
  }

  private void refused(String table, String why) throws IOException {
    Path file = written(table);

    assertThatThrownBy(() -> table(file).check())
        .isInstanceOf(WrongConfiguration.class)
        .hasMessageContaining("siteswap.approvals.table")
        .satisfies(
            e -> assertThat(e.getMessage() + ((WrongConfiguration) e).remedy()).contains(why));
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("table.dmn"), text);
  }

  private static ApprovalTable table(Path file) {
    return table(file, false);
  }

  private static ApprovalTable table(Path file, boolean oneMayAttest) {
    return new ApprovalTable(new ApprovalProperties(file.toString(), ZoneOffset.UTC, oneMayAttest));
  }
}
