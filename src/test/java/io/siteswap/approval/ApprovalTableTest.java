package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.site.WrongConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
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
  @CsvSource({
    "\"dr-approvers\", \"dr-aprovers\", asks 'dr-aprovers'",
    "\"dr-approvers\", \"dr-auditors\", asks 'dr-auditors'",
    "<text>1</text>, <text>0</text>, asks 0 people",
    "<text>1</text>, <text>one</text>, without a number of people",
    "\"PT30M\", \"30 minutes\", has the time '30 minutes'",
    "\"PT30M\", \"PT1S\", has the time 'PT1S'",
    "id=\"who-must-approve\", id=\"who\", has no table 'who-must-approve'"
  })
  void whatNobodyCouldAnswerIsRefused(String right, String wrong, String why) throws IOException {
    Path file = written(Files.readString(OWN).replace(right, wrong));

    assertThatThrownBy(() -> table(file).check())
        .isInstanceOf(WrongConfiguration.class)
        .hasMessageContaining("siteswap.approvals.table")
        .hasMessageContaining(why);
  }

  @Test
  void theLastRowAnswersForEveryPlan() throws IOException {
    String last = "<inputEntry id=\"default_vms\">\n          <text></text>";
    String text = Files.readString(OWN);
    assertThat(text).contains(last);

    assertThatThrownBy(
            () -> table(written(text.replace(last, last.replace("><", ">&lt; 5<")))).check())
        .hasMessageContaining("does not answer for every plan");
  }

  @Test
  void whatIsNoTableIsSaid() throws IOException {
    assertThatThrownBy(() -> table(written("groups;quorum")).check())
        .hasMessageContaining("is no decision table");
    assertThatThrownBy(() -> table(folder.resolve("none.dmn")).check())
        .hasMessageContaining("cannot be read");
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("table.dmn"), text);
  }

  private static ApprovalTable table(Path file) {
    return new ApprovalTable(new ApprovalProperties(file.toString(), ZoneOffset.UTC));
  }
}
