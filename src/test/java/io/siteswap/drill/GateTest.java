package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.ledger.Journal;
import io.siteswap.outbox.Outbox;
import io.siteswap.runbook.Refused;
import io.siteswap.ticket.TicketedStart;
import io.siteswap.ticket.steps.TicketWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a ticket allows, from the beginning of a run to its end. */
class GateTest extends DrillTest {
  private static final String FAIL_OVER = "fail-over-site";
  private static final String LINE = "siteswap: fail-over-site demo north";
  private static final Instant BLACKOUT_BEGINS = Instant.parse("2031-12-24T00:00:00Z");
  private static final Instant BLACKOUT_ENDS = Instant.parse("2032-01-02T00:00:00Z");

  @Autowired private DrillDesk desk;
  @Autowired private TicketWatch watch;
  @Autowired private Outbox outbox;

  @DynamicPropertySource
  static void aDeskIsConnected(DynamicPropertyRegistry properties) {
    DrillDesk.connect(properties, "gate");
    properties.add("siteswap.tickets.desks.demo.numbers", () -> "CHG\\d+");
    // Nobody listens there.
    properties.add("siteswap.tickets.desks.gone.type", () -> "servicenow");
    properties.add("siteswap.tickets.desks.gone.url", () -> "http://127.0.0.1:1");
    properties.add("siteswap.tickets.desks.gone.numbers", () -> "GONE\\d+");
    properties.add("siteswap.tickets.gate.standard-deployments", () -> "true");
    properties.add("siteswap.tickets.gate.blackouts[0].from", BLACKOUT_BEGINS::toString);
    properties.add("siteswap.tickets.gate.blackouts[0].to", BLACKOUT_ENDS::toString);
    properties.add("siteswap.tickets.gate.blackouts[0].reason", () -> "the year ends");
  }

  @Test
  void anApprovedTicketStartsItsRunOnceAndNobodyElseHasApprovedThePlan() {
    String ticket = desk.open(Map.of("description", "Please\n" + LINE + "\n"));

    assertThat(desk.start(ticket)).isInstanceOf(TicketedStart.NotStarted.class);
    desk.approve(ticket);
    TicketedStart.Answer first = desk.start(ticket);
    TicketedStart.Answer second = desk.start(ticket);

    assertThat(first).isInstanceOf(TicketedStart.Started.class).isEqualTo(second);
    drill.follow(((TicketedStart.Started) first).runId()).settle();
    assertThat(drill.run().startedBy()).isEqualTo("desk-demo");
    assertThat(drill.run().site()).isEqualTo("north");
    assertThat(journal("started-from-ticket")).hasSize(1);
    assertThat(drill.findTask("approvePlan")).isPresent();
    drill.approve("approver-1").untilEnd();
    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(journal("gate-passed")).hasSize(2);
    assertThat(desk.start(ticket)).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing of the kind     | The runbook is missing: expected a line 'siteswap: RUNBOOK CLUSTER SITE'",
        "siteswap: fail-over demo north          | 'fail-over' is no runbook: expected one of deploy-stretch-cluster, fail-back-site",
        "siteswap: fail-over-site prod north     | 'prod' is no cluster: expected one of demo.",
        "siteswap: fail-over-site demo east      | 'east' is no site of cluster demo: expected one of north, south.",
        "siteswap: fail-over-site demo           | The site is missing",
      })
  void saysOnTheTicketWhatCannotBeRead(String description, String expected) {
    String ticket = desk.open(Map.of("description", description));
    desk.approve(ticket);

    TicketedStart.Answer answer = desk.start(ticket);

    assertThat(((TicketedStart.NotStarted) answer).reason()).contains(expected);
    assertThat(drill.runs()).isEmpty();
  }

  @Test
  void aRunThatPeopleStartWaitsUntilItsTicketIsApproved() {
    String ticket = desk.open(Map.of("description", LINE));
    byHand(ticket);

    assertThat(drill.run().waitingFor().orElseThrow()).contains("is not approved");
    assertThat(drill.findTask("approvePlan")).isEmpty();
    desk.approve(ticket);
    drill.later(Duration.ofSeconds(59));
    assertThat(drill.findTask("approvePlan")).isEmpty();
    drill.later(Duration.ofSeconds(2));

    assertThat(drill.findTask("approvePlan")).isPresent();
    assertThat(journal("gate-closed")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "description     | siteswap: fail-over-site demo south | the ticket is for fail-over-site on cluster demo, site south",
        "description     | siteswap: fail-back-site demo north | the ticket is for fail-back-site on cluster demo, site north",
        "description     | no word of it                       | does not say that it is for this run",
        "state           | 0                                   | in which nothing may begin",
        "approval        | rejected                            | is not approved",
        "on_hold         | true                                | is on hold",
        "conflict_status | Conflict                            | is in conflict",
        "end_date        | 2020-01-01 00:00:00                 | ended at 2020-01-01T00:00:00Z",
      })
  void isClosedToATicketThatDoesNotAllowIt(String field, String value, String expected) {
    String ticket = desk.open(Map.of("description", LINE));
    desk.approve(ticket);
    desk.write(ticket, field, value);

    byHand(ticket);

    assertThat(drill.run().waitingFor().orElseThrow()).contains(expected);
    assertThat(drill.run().isOpen()).isTrue();
    assertThat(drill.actions()).isZero();
  }

  @Test
  void isClosedToATicketThatNobodyKnowsAndARunThatWaitsCanBeAborted() {
    byHand("CHG9999999");

    assertThat(drill.run().waitingFor().orElseThrow()).contains("knows no ticket 'CHG9999999'");
    drill.abort("operator");
    assertThat(drill.outcome()).contains("runWithdrawn");
  }

  @Test
  void opensWhenTheWindowBegins() {
    String ticket = desk.open(Map.of("description", LINE));
    desk.approve(ticket);
    desk.write(ticket, "start_date", kept(drill.now().plusSeconds(30)));

    byHand(ticket);
    assertThat(drill.run().waitingUntil()).contains(drill.now().plusSeconds(30));
    drill.later(Duration.ofSeconds(31));

    assertThat(drill.findTask("approvePlan")).isPresent();
  }

  @Test
  void aBlackoutKeepsARunWaitingUntilItIsOver() {
    drill.later(Duration.between(drill.now(), BLACKOUT_ENDS.minusSeconds(600)));
    String ticket = desk.open(Map.of("description", LINE));
    desk.approve(ticket);

    byHand(ticket);

    assertThat(drill.run().waitingFor().orElseThrow())
        .contains("nothing begins on cluster demo")
        .contains("the year ends");
    assertThat(drill.run().waitingUntil()).contains(BLACKOUT_ENDS);
    drill.later(Duration.ofSeconds(601)).until(() -> drill.findTask("approvePlan").isPresent());
    assertThat(journal("gate-passed")).hasSize(1);
  }

  @Test
  void aBlackoutThatBeginsInTheMiddleOfARunIsForPeopleToDecide() {
    drill.later(Duration.between(drill.now(), BLACKOUT_BEGINS.minusSeconds(30)));
    approvedRun();
    drill.approve("approver-1").until(() -> drill.requests("POST", "/hosts/{host}/deactivate") > 0);
    drill.later(Duration.ofSeconds(31));

    watch.look();
    drill.settle();

    assertThat(drill.shown("decideOnTicket", "facts").get("waited").asText())
        .contains("the year ends");
  }

  @Test
  void aPlanThatWouldOutliveTheWindowSaysSo() {
    String ticket = desk.open(Map.of("description", LINE));
    desk.approve(ticket);
    desk.write(ticket, "end_date", kept(drill.now().plusSeconds(20)));

    byHand(ticket);

    assertThat(drill.run().findings())
        .extracting(finding -> finding.what())
        .anyMatch(what -> what.contains("and the planned window of ticket"));
  }

  @Test
  void asksOnceMoreRightBeforeAnythingIsChanged() {
    String ticket = approvedRun();
    desk.write(ticket, "conflict_status", "Conflict");
    drill.approve("approver-1");

    assertThat(drill.run().waitingFor().orElseThrow()).contains("is in conflict");
    assertThat(drill.actions()).isZero();
    desk.write(ticket, "conflict_status", "No Conflict");
    drill.untilEnd();
    assertThat(drill.outcome()).contains("siteFailedOver");
  }

  @ParameterizedTest
  @CsvSource({"state, 4", "on_hold, true"})
  void aTicketThatIsWithdrawnOrPutOnHoldEndsARunThatHasChangedNothing(String field, String value) {
    String ticket = approvedRun();
    desk.write(ticket, field, value);

    watch.look();
    drill.settle();

    assertThat(drill.outcome()).contains("runWithdrawn");
    assertThat(drill.actions()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state    | 4                   | is Canceled",
        "on_hold  | true                | was put on hold",
        "end_date | 2020-01-01 00:00:00 | ended at",
      })
  void inTheMiddleOfARunPeopleDecide(String field, String value, String expected) {
    String ticket = approvedRun();
    Map<String, String> before = drill.world();
    drill.approve("approver-1").until(() -> drill.actions() > 0);
    desk.write(ticket, field, value);

    watch.look();
    drill.settle();
    JsonNode facts = drill.shown("decideOnTicket", "facts");
    assertThat(facts.get("waited").asText()).contains(expected);
    assertThat(facts.get("progress").asText()).contains("changes of this step");
    watch.look();
    drill.decide("decideOnTicket", "operator", "goOn").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.world()).isNotEqualTo(before);
    assertThat(journal("ticket-changed")).hasSize(1);
  }

  @Test
  void whatTheDeskTellsIsActedUponAtOnce() {
    String ticket = approvedRun();
    desk.write(ticket, "on_hold", "true");

    assertThat(desk.start(ticket)).isEqualTo(new TicketedStart.Started(drill.runId()));

    assertThat(drill.settle().outcome()).contains("runWithdrawn");
  }

  @Test
  void aRunThatWaitsHearsAtOnceThatItsTicketIsApproved() {
    String ticket = desk.open(Map.of("description", LINE));
    byHand(ticket);
    desk.approve(ticket);

    assertThat(desk.start(ticket)).isEqualTo(new TicketedStart.Started(drill.runId()));

    assertThat(drill.settle().findTask("approvePlan")).isPresent();
  }

  @Test
  void inTheMiddleOfARunPeopleStopAndUndo() {
    String ticket = approvedRun();
    drill.approve("approver-1").until(() -> drill.requests("POST", "/hosts/{host}/deactivate") > 0);
    desk.write(ticket, "on_hold", "true");
    watch.look();

    drill.decide("decideOnTicket", "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.hosts("north")).allMatch(host -> host.status().word().equals("up"));
  }

  @Test
  void withoutTheDeskPeopleDecide() {
    byHand("GONE1");

    assertThat(drill.shown("decideWithoutDesk", "facts").get("headline").asText())
        .contains("its desk does not answer");
    assertThat(outbox.waitingFor("GONE1"))
        .extracting(one -> one.message().body())
        .anyMatch(note -> note.contains("People decide whether the run goes on, because"));
    drill.decide("decideWithoutDesk", "operator", "wait");
    drill.later(Duration.ofSeconds(61));
    assertThatThrownBy(() -> drill.decide("decideWithoutDesk", "operator", "goOn", " "))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("the comment is empty");
    drill.decide("decideWithoutDesk", "operator", "goOn", "the change board was called");

    assertThat(drill.run().findings())
        .extracting(finding -> finding.code())
        .contains("ticket-unchecked");
    drill.approve("approver-1").decide("decideWithoutDesk", "operator", "end");
    assertThat(drill.outcome()).contains("gateClosed");
    assertThat(drill.actions()).isZero();
  }

  @Test
  void anEmergencyIsRecordedAndNotKeptWaiting() {
    String ticket = desk.open(Map.of("description", LINE, "type", "emergency"));
    byHand(ticket);

    assertThat(journal("gate-recorded"))
        .singleElement()
        .satisfies(line -> assertThat(line.detail()).contains("is not approved"));
    drill.approve("approver-1").untilEnd();
    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.shown("completeChangeRecord", "result").get("headline").asText())
        .contains(ticket);
    drill.complete("completeChangeRecord", "operator", Map.of("changeTicket", ticket));
    assertThat(journal("completeChangeRecord")).hasSize(1);
    assertThat(drill.instances()).isZero();
  }

  @Test
  void aStandardChangeNeedsNoSecondApprovalForADeployment() {
    drill.world("drifted");
    String ticket =
        desk.open(
            Map.of("description", "siteswap: deploy-stretch-cluster demo", "type", "standard"));
    desk.approve(ticket);
    drill.start("deploy-stretch-cluster", Map.of("cluster", "demo", "ticket", ticket)).untilEnd();

    assertThat(drill.outcome()).contains("clusterDeployed");
    assertThat(journal("plan-pre-approved")).hasSize(1);
  }

  @Test
  void aStandardChangeNeedsOneForAFailover() {
    String ticket = desk.open(Map.of("description", LINE, "type", "standard"));
    desk.approve(ticket);
    byHand(ticket);

    assertThat(drill.findTask("approvePlan")).isPresent();
    assertThat(journal("plan-pre-approved")).isEmpty();
  }

  private static String kept(Instant time) {
    return time.toString().replace('T', ' ').substring(0, 19);
  }

  private void byHand(String ticket) {
    drill.start(FAIL_OVER, Map.of("cluster", "demo", "site", "north", "ticket", ticket));
  }

  /** A failover whose plan waits for its approval. */
  private String approvedRun() {
    String ticket = desk.open(Map.of("description", LINE));
    desk.approve(ticket);
    byHand(ticket);
    return ticket;
  }

  private List<Journal.Line> journal(String event) {
    return drill.journal().of(drill.runId(), event);
  }
}
