package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.siteswap.drill.DrillTest;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The table is asked at the start for nobody, so that the first plan need not wait for it. */
class FirstQuestionTest extends DrillTest {
  @Autowired private FirstQuestion question;
  @Autowired private HistoryService history;
  @Autowired private RepositoryService models;

  @Test
  void leavesNothingBehind() {
    long decided = history.createHistoricDecisionInstanceQuery().count();

    question.ask();

    assertThat(history.createHistoricDecisionInstanceQuery().count()).isEqualTo(decided);
  }

  @Test
  void isSilentAboutATableThatHasNoAnswerWithoutAPlan() {
    String table =
        models.createDeployment().addString("who-must-approve.dmn", unanswered()).deploy().getId();
    try {
      assertThatCode(question::ask).doesNotThrowAnyException();
    } finally {
      models.deleteDeployment(table, true);
    }
  }

  private static String unanswered() {
    return """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="unanswered"
            xmlns:camunda="http://camunda.org/schema/1.0/dmn" name="unanswered" namespace="http://camunda.org/schema/1.0/dmn">
          <decision id="who-must-approve" name="Who must approve"
              camunda:historyTimeToLive="P30D">
            <decisionTable hitPolicy="UNIQUE">
              <input id="vms"><inputExpression id="vmsExpression"><text>vms</text></inputExpression></input>
              <output id="groups" name="groups" typeRef="string"/>
              <rule id="a">
                <inputEntry id="aVms"><text></text></inputEntry>
                <outputEntry id="aGroups"><text>"a"</text></outputEntry>
              </rule>
              <rule id="b">
                <inputEntry id="bVms"><text></text></inputEntry>
                <outputEntry id="bGroups"><text>"b"</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
        </definitions>
        """;
  }
}
