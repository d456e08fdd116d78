package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.runbook.PlanAdvice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the table is told of a run. */
class WeightsTest extends DrillTest {
  /** Over midnight, in summer, in the hour that is left out in spring, and with half an hour. */
  private static final Map<String, Integer> HOURS =
      Map.of(
          "2026-11-22T23:30:00Z Europe/Berlin", 0,
          "2026-07-01T21:59:59Z Europe/Berlin", 23,
          "2026-07-01T22:00:00Z Europe/Berlin", 0,
          "2026-03-29T01:30:00Z Europe/Berlin", 3,
          "2026-11-22T04:59:59Z Asia/Kolkata", 10,
          "2026-11-22T04:59:59Z UTC", 4);

  @Autowired private Weights weights;
  @Autowired private RepositoryService repository;
  @Autowired private DecisionService decisions;

  @Test
  void theHourIsThatOfTheZone() {
    drill.world(2, 4).start("fail-over-site", "north");

    HOURS.forEach(
        (when, hour) -> {
          int gap = when.indexOf(' ');
          assertThat(
                  weighed(
                      Instant.parse(when.substring(0, gap)), ZoneId.of(when.substring(gap + 1))))
              .as(when)
              .containsEntry("hour", hour)
              .containsEntry("runbook", "fail-over-site")
              .containsEntry("cluster", "demo")
              .containsEntry("vms", 4)
              .containsEntry("emergency", false)
              .containsEntry("off", false);
        });
  }

  /** Each column decides: by the one condition the commander is asked, by the other an approver. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          runbook   | "fail-over-site" | "fail-back-site"
          cluster   | "demo"           | "production"
          vms       | > 3              | > 4
          warnings  | > 0              | 0
          emergency | false            | true
          hour      | [0..5]           | [6..23]
          off       | false            | true
          """)
  void eachOfThemDecides(String column, String fits, String doesNot) {
    drill.world(2, 4).start("fail-over-site", "north");

    assertThat(asked(column, fits)).isEqualTo("dr-commanders");
    assertThat(asked(column, doesNot)).isEqualTo("dr-approvers");
  }

  /** By a table whose first row has this one condition. */
  private String asked(String column, String condition) {
    DmnModelInstance table =
        Dmn.readModelFromFile(Path.of("processes", "who-must-approve.dmn").toFile());
    for (String name : List.of("runbook", "off", column)) {
      DmnElement cell = table.getModelElementById("attestOff_" + name);
      ((InputEntry) cell).getText().setTextContent(name.equals(column) ? condition : "");
    }
    OutputEntry groups = table.getModelElementById("attestOff_groups");
    groups.getText().setTextContent("\"dr-commanders\"");
    String own =
        repository
            .createDeployment()
            .addModelInstance("who-must-approve.dmn", table)
            .deploy()
            .getId();
    try {
      return decisions
          .evaluateDecisionTableByKey(ApprovalTable.DECISION, weights.of(drill.run()))
          .getSingleResult()
          .getEntry("groups");
    } finally {
      repository.deleteDeployment(own, true);
    }
  }

  @Test
  void itIsAnEmergencyWithoutAChangeRecord() {
    drill.world(2, 4).lose("north").later(Duration.ofSeconds(90));
    drill.startAs(
        "commander", "recover-lost-site", Map.of("cluster", "demo", "site", "north", "ticket", ""));

    assertThat(drill.run().ticket()).startsWith("EMERGENCY-");
    assertThat(weights.of(drill.run())).containsEntry("emergency", true);
  }

  @Test
  void itIsAnEmergencyWhereTheTicketSaysSo() {
    drill.world(2, 4).start("fail-over-site", "north");
    PlanAdvice desk =
        new PlanAdvice() {
          @Override
          public Stream<Finding> on(Run run, Plan plan, Inventory now) {
            return Stream.of();
          }

          @Override
          public boolean isEmergency(Run run) {
            return true;
          }
        };

    assertThat(
            new Weights(
                    List.of(desk), new ApprovalProperties("", ZoneId.of("UTC"), false), drill::now)
                .of(drill.run()))
        .containsEntry("emergency", true);
  }

  private Map<String, Object> weighed(Instant now, ZoneId zone) {
    return new Weights(List.of(), new ApprovalProperties("", zone, false), () -> now)
        .of(drill.run());
  }
}
