package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ticket.TicketedStart;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A desk whose fields say what is to run, and a gate at which nobody waits. */
class GateByConfigurationTest extends DrillTest {
  @Autowired private DrillDesk desk;

  @DynamicPropertySource
  static void fieldsAreMapped(DynamicPropertyRegistry properties) {
    DrillDesk.connect(properties, "gatebyconfiguration");
    properties.add("siteswap.tickets.gate.when-closed", () -> "end");
    String fields = "siteswap.tickets.gate.runs.demo.";
    properties.add(fields + "runbook", () -> "u_runbook");
    properties.add(fields + "cluster", () -> "u_cluster");
    properties.add(fields + "site", () -> "u_site");
    properties.add(fields + "reason", () -> "justification");
    properties.add(fields + "runbooks[DR failover]", () -> "fail-over-site");
    properties.add("siteswap.tickets.gate.started-as.demo", () -> "snow-integration");
  }

  @Test
  void fieldsOfTheDeskSayWhatIsToRunInItsWords() {
    String ticket = open("DR failover", "demo", "north");

    TicketedStart.Answer answer = desk.start(ticket);

    drill.follow(((TicketedStart.Started) answer).runId()).settle();
    assertThat(drill.run().runbook()).isEqualTo("fail-over-site");
    assertThat(drill.run().site()).isEqualTo("north");
    assertThat(drill.run().reason()).isEqualTo("power works at north");
    assertThat(drill.run().startedBy()).isEqualTo("snow-integration");
    assertThat(drill.findTask("approvePlan")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''          | demo | north | The runbook is missing: expected one of",
        "''          | demo | north | in the field u_runbook.",
        "failing over| demo | north | 'failing over' is no runbook: expected one of",
        "DR failover | ''   | north | The cluster is missing: expected one of demo in the field u_cluster.",
        "DR failover | demo | ''    | The site is missing: expected one of north, south in the field u_site.",
        "DR failover | demo | east  | 'east' is no site of cluster demo: expected one of north, south.",
      })
  void saysWhichFieldIsMissingAndWhichValuesThereAre(
      String runbook, String cluster, String site, String expected) {
    TicketedStart.Answer answer = desk.start(open(runbook, cluster, site));

    assertThat(((TicketedStart.NotStarted) answer).reason()).contains(expected);
    assertThat(drill.runs()).isEmpty();
  }

  @Test
  void aRunThatTheGateDoesNotLetPassEnds() {
    String ticket = open("DR failover", "demo", "north");
    desk.write(ticket, "conflict_status", "Conflict");

    drill.start("fail-over-site", Map.of("cluster", "demo", "site", "north", "ticket", ticket));

    assertThat(drill.outcome()).contains("gateClosed");
    assertThat(drill.actions()).isZero();
    assertThat(drill.journal().of(drill.runId(), "gate-closed"))
        .singleElement()
        .satisfies(line -> assertThat(line.detail()).contains("is in conflict"));
  }

  @Test
  void aTicketThatChangesAfterTheApprovalEndsTheRunBeforeAnythingIsDone() {
    String ticket = open("DR failover", "demo", "north");
    drill.follow(((TicketedStart.Started) desk.start(ticket)).runId()).settle();
    desk.write(ticket, "conflict_status", "Conflict");

    drill.approve("approver-1");

    assertThat(drill.outcome()).contains("gateClosed");
    assertThat(drill.actions()).isZero();
  }

  private String open(String runbook, String cluster, String site) {
    String ticket =
        desk.open(
            Map.of(
                "u_runbook",
                runbook,
                "u_cluster",
                cluster,
                "u_site",
                site,
                "justification",
                "power works at north"));
    desk.approve(ticket);
    return ticket;
  }
}
