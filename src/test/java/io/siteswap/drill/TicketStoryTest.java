package io.siteswap.drill;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.outbox.CourierForDrills;
import io.siteswap.outbox.Outbox;
import io.siteswap.outbox.Waiting;
import io.siteswap.ticket.DeskOutbox;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The ticket hears how its run goes: what the journal says, in its order, once. */
class TicketStoryTest extends DrillTest {
  @Autowired private CourierForDrills courier;
  @Autowired private Outbox outbox;
  @Autowired private IdentityService identity;
  @Autowired private TestRestTemplate rest;

  @DynamicPropertySource
  static void aDeskIsConnected(DynamicPropertyRegistry properties) {
    DrillDesk.connect(properties, "story");
    properties.add("siteswap.link", () -> "https://siteswap.example.com/");
    properties.add("siteswap.tickets.desks.demo.moves.begin", () -> "-1");
    properties.add("siteswap.tickets.desks.demo.moves.end", () -> "0");
    for (String chat : List.of("slack", "teams")) {
      String at = "siteswap.notices.webhooks.all-" + chat;
      properties.add(at + ".type", () -> chat);
      properties.add(at + ".url", () -> DrillConfiguration.CHAT.baseUrl() + "/all-" + chat);
    }
  }

  private JsonNode call(String method, String path, String body) {
    return drill.twin().desk(method, path, body).path("result");
  }

  /** An approved change, and the failover that somebody starts under it. */
  private String approvedRun() {
    JsonNode opened =
        call(
            "POST",
            "/api/now/table/change_request",
            "{\"short_description\": \"Power\", \"description\": \"siteswap: fail-over-site demo north\"}");
    String id = opened.path("sys_id").asText();
    call(
        "PATCH",
        "/api/now/table/change_request/" + id,
        "{\"approval\": \"approved\", \"state\": \"-2\"}");
    drill.start(
        "fail-over-site",
        Map.of("cluster", "demo", "site", "north", "ticket", opened.path("number").asText()));
    return id;
  }

  private String notes(String id) {
    return call("GET", "/api/now/table/change_request/" + id + "?sysparm_display_value=true", "")
        .path("work_notes")
        .asText();
  }

  private String state(String id) {
    return call("GET", "/api/now/table/change_request/" + id, "").path("state").asText();
  }

  @Test
  void hearsEachMilestoneUpToTheStory() {
    String id = approvedRun();
    drill.approve("approver-1").untilEnd();
    courier.carry();

    assertThat(notes(id))
        .containsSubsequence(
            "has opened a run: Fail over a site on cluster demo, site north",
            "The gate is passed",
            "The plan is drawn up, and waits for its approval.",
            "- north-1: ",
            "VMs: 24 VMs with",
            "Takes: about",
            "Fingerprint: " + drill.run().requirePlan().fingerprint().abbreviated(),
            "The plan is approved by approver-1: approve:",
            "The plan is being carried out.",
            "The run has ended: Site failed over",
            "https://siteswap.example.com/runs/" + drill.runId())
        .as("names a plan by what people compare")
        .doesNotContainPattern("[0-9a-f]{64}");
    assertThat(state(id)).as("moves.end").isEqualTo("0");
    assertThat(outbox.waiting(0, 100)).isEmpty();

    JsonNode files = call("GET", "/api/now/attachment?sysparm_query=table_sys_id=" + id, "");
    assertThat(files).hasSize(1);
    assertThat(files.get(0).path("file_name").asText())
        .matches("story-CHG\\d+-sw-[0-9a-f]{12}\\.md");
  }

  /** However often it is carried. */
  @Test
  void hearsNothingTwice() {
    String id = approvedRun();
    courier.carry();
    String before = notes(id);
    courier.carry();
    drill.settle();
    courier.carry();

    assertThat(notes(id)).isEqualTo(before).containsOnlyOnce("The plan is drawn up");
  }

  @Test
  void hearsWhatIsRefusedAndUndone() {
    String id = approvedRun();
    refusedOnce();
    drill.decide("decideOnRefusedChanges", "operator", "undo").untilEnd();
    courier.carry();

    assertThat(notes(id))
        .containsSubsequence(
            "Refused by the Manager:",
            "Cannot switch Host to Maintenance mode.",
            "operator, 'Decide on refused changes': undo",
            "What was done is being undone.",
            "The run has ended: Failover undone");
  }

  /** Not the desk alone: a chat to which no kind is given hears each of them. */
  @Test
  void chatsHearOfWaitingStandingStillAndTheEnd() {
    DrillConfiguration.CHAT.resetRequests();
    approvedRun();
    refusedOnce();
    drill.decide("decideOnRefusedChanges", "operator", "undo").untilEnd();
    courier.carry();

    String ticket = drill.run().ticket();
    for (String field : List.of("slack /text", "teams /attachments/0/content/body/0/text")) {
      assertThat(said(field.substring(0, 5), field.substring(6)))
          .contains(
              ticket + ": 'Approve plan' waits for you",
              ticket + " stands still: 'Decide on refused changes' waits for you",
              ticket + " has ended: Failover undone");
    }
  }

  private static List<String> said(String chat, String field) {
    return DrillConfiguration.CHAT
        .findAll(postRequestedFor(urlPathEqualTo("/all-" + chat)))
        .stream()
        .map(request -> TwinControl.read(request.getBodyAsString()).at(field).asText())
        .toList();
  }

  @Test
  void isMovedWhenItIsCarriedOut() {
    String id = approvedRun();
    courier.carry();
    assertThat(state(id)).isEqualTo("-2");
    refusedOnce();
    courier.carry();

    assertThat(state(id)).as("moves.begin").isEqualTo("-1");
  }

  private void refusedOnce() {
    drill
        .refuse("/hosts/north-2/deactivate", "Cannot switch Host to Maintenance mode.", 1)
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges");
  }

  /** Whoever searches the log for a run finds what was said of it, wherever that was said. */
  @Test
  void whatIsSaidCarriesTheMarksOfItsRunInTheLog() {
    mailOf("approver-1", "approver-1@example.com");
    approvedRun();
    drill.approve("approver-1").until(() -> drill.run().phase().isPresent());
    drill
        .abort("operator")
        .untilTask("decideOnStuckChanges")
        .decide("decideOnStuckChanges", "operator", "undo")
        .untilEnd();

    List<ILoggingEvent> lines = linesOfTheCourier();

    assertThat(lines)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.startsWith("demo CHG"))
        .anyMatch(line -> line.startsWith("notice/mail approver-1"))
        .anyMatch(line -> line.startsWith("evidence "))
        .anyMatch(line -> line.matches("mirror .* has heard EVENT:run-aborted"));
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.getMDCPropertyMap())
                    .as(line.getFormattedMessage())
                    .containsEntry("run", drill.runId())
                    .containsEntry("ticket", drill.run().ticket())
                    .hasEntrySatisfying(
                        "correlation",
                        id -> assertThat(id).startsWith("sw-" + drill.runId().substring(0, 8))));
    mailOf("approver-1", null);
  }

  private List<ILoggingEvent> linesOfTheCourier() {
    Logger log = (Logger) LoggerFactory.getLogger("io.siteswap.outbox.Courier");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.setLevel(Level.DEBUG);
    log.addAppender(lines);
    try {
      courier.carry();
    } finally {
      log.detachAppender(lines);
      log.setLevel(null);
    }
    return List.copyOf(lines.list);
  }

  private String page(String path) {
    return rest.withBasicAuth("operator", "drill-1").getForObject(path, String.class);
  }

  private void mailOf(String name, String address) {
    User user = identity.createUserQuery().userId(name).singleResult();
    user.setEmail(address);
    identity.saveUser(user);
  }

  /** Nobody waits for a desk that is away, and nothing is lost. */
  @Test
  void waitsForADeskThatIsAway() {
    String id = approvedRun();
    drill.approve("approver-1").untilEnd();
    List<Waiting> waiting = outbox.waitingFor(drill.run().ticket());

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(waiting).extracting(one -> one.message().kind()).contains("note", "attach");
    assertThat(waiting)
        .extracting(one -> DeskOutbox.words(one.message()))
        .anyMatch(words -> words.matches("attaches story-CHG\\d+\\.md"))
        .noneMatch(words -> words.startsWith("{"));
    assertThat(notes(id)).isEmpty();
    assertThat(page("/runs/" + drill.runId()).replaceAll("<[^>]+>", " "))
        .contains("operator has opened a run: Fail over a site on cluster demo", "waits")
        .doesNotContain("note opened:");
  }
}
