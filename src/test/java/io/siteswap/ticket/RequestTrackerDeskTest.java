package io.siteswap.ticket;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.siteswap.outbox.NotNow;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Request Tracker's REST2, as its documentation shows it. */
class RequestTrackerDeskTest {
  private static final String TICKET = "/REST/2.0/ticket/17";

  private final DeskRig rig = new DeskRig();
  private final ChangeDesk desk = rig.desk("rt", "token", "1-14-abc");

  @AfterEach
  void close() {
    rig.close();
  }

  private void has(String status) {
    rig.server.stubFor(get(urlPathEqualTo(TICKET)).willReturn(okJson(ticket(status))));
  }

  private static String ticket(String status) {
    return """
    {"id": 17, "Type": "ticket", "Subject": "Power in the north", "Status": "%s",
     "Description": "siteswap: fail-over-site demo north",
     "Queue": {"id": "3", "type": "queue", "Name": "Changes", "_url": "https://rt/REST/2.0/queue/3"},
     "Starts": "2026-11-22T03:00:00Z", "Due": "1970-01-01T00:00:00Z",
     "LastUpdated": "2026-11-20T10:00:00Z",
     "Requestor": [{"id": "alice", "type": "user"}],
     "CustomFields": [
       {"id": "1", "type": "customfield", "name": "Approval", "values": ["approved"]},
       {"id": "2", "type": "customfield", "name": "Change type", "values": ["standard"]},
       {"id": "4", "type": "customfield", "name": "Cluster", "values": []}]}
    """
        .formatted(status);
  }

  @Test
  void readsATicketWithItsCustomFields() {
    has("open");

    Ticket ticket = desk.read("17");

    assertThat(ticket.id()).isEqualTo("17");
    assertThat(ticket.title()).isEqualTo("Power in the north");
    assertThat(ticket.description()).isEqualTo("siteswap: fail-over-site demo north");
    assertThat(ticket.stateAllowed()).isTrue();
    assertThat(ticket.approved()).isTrue();
    assertThat(ticket.onHold()).isFalse();
    assertThat(ticket.windowStart()).contains(Instant.parse("2026-11-22T03:00:00Z"));
    assertThat(ticket.windowEnd()).as("RT's way of saying that there is none").isEmpty();
    assertThat(ticket.type()).isEqualTo(Ticket.Type.STANDARD);
    assertThat(ticket.fields()).containsEntry("Queue", "Changes").containsEntry("Cluster", "");
    rig.server.verify(
        getRequestedFor(urlPathEqualTo(TICKET))
            .withHeader("Authorization", equalTo("token 1-14-abc")));
  }

  @Test
  void takesAStalledTicketForOneOnHold() {
    has("stalled");
    assertThat(desk.read("17").onHold()).isTrue();
    assertThat(desk.read("17").stateAllowed()).isFalse();
    has("rejected");
    assertThat(desk.read("17").withdrawn()).isTrue();
  }

  @Test
  void saysNothingTwiceAfterAnAnswerThatWasLost() {
    String word = new Mark("planned:1").word();
    rig.server.stubFor(
        post(urlPathEqualTo(TICKET + "/comment"))
            .inScenario("note")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("stored")
            .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    // Of two pages the second has it; a user who may not see every ticket is told no number.
    String others = String.join(",", Collections.nCopies(100, "{\"id\": \"1\", \"Data\": \"\"}"));
    history("1", others);
    history("2", "{\"id\": \"9\", \"Data\": \"Siteswap: planned %s\\n\"}".formatted(word));
    DeskMessenger messenger = rig.messenger("rt");

    assertThatThrownBy(() -> messenger.deliver(DeskRig.note("17", "The plan"), false))
        .isInstanceOf(NotNow.class);
    messenger.deliver(DeskRig.note("17", "The plan"), true);

    rig.server.verify(
        1,
        postRequestedFor(urlPathEqualTo(TICKET + "/comment"))
            .withRequestBody(
                equalToJson(
                    """
                    {"Subject": "Siteswap: planned %1$s", "ContentType": "text/plain",
                     "Content": "The plan\\n\\n[%1$s]"}
                    """
                        .formatted(word))));
  }

  private void history(String page, String items) {
    rig.server.stubFor(
        get(urlPathEqualTo(TICKET + "/history"))
            .withQueryParam("page", equalTo(page))
            .inScenario("note")
            .whenScenarioStateIs("stored")
            .willReturn(okJson("{\"total\": null, \"pages\": null, \"items\": [" + items + "]}")));
  }

  @Test
  void bringsATicketIntoAState() {
    rig.server.stubFor(
        get(urlPathEqualTo(TICKET))
            .inScenario("state")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(okJson(ticket("new"))));
    rig.server.stubFor(
        put(urlPathEqualTo(TICKET))
            .inScenario("state")
            .willSetStateTo("open")
            .willReturn(okJson("[\"Ticket 17: Status changed from 'new' to 'open'\"]")));
    rig.server.stubFor(
        get(urlPathEqualTo(TICKET))
            .inScenario("state")
            .whenScenarioStateIs("open")
            .willReturn(okJson(ticket("open"))));

    desk.transition("17", new Mark("begins:1"), "open");
    desk.transition("17", new Mark("begins:1"), "open");

    rig.server.verify(
        1,
        putRequestedFor(urlPathEqualTo(TICKET))
            .withRequestBody(equalToJson("{\"Status\": \"open\"}")));
  }

  /** It answers 200 all the same. */
  @Test
  void saysThatAStateWasNotTaken() {
    has("new");
    rig.server.stubFor(put(urlPathEqualTo(TICKET)).willReturn(okJson("[\"Permission Denied\"]")));
    assertThatThrownBy(() -> desk.transition("17", new Mark("begins:1"), "review"))
        .isInstanceOf(DeskRefused.class)
        .hasMessageContaining("Permission Denied");
  }

  @Test
  void attachesAFileAndFindsItAgain() {
    rig.server.stubFor(
        post(urlPathEqualTo(TICKET + "/comment")).willReturn(okJson("[\"Comments added\"]")));
    Mark mark = new Mark("story:1");
    String fileName = "story-" + mark.word() + ".md";

    desk.attach("17", mark, new Attachment("story.md", "text/markdown", "Ende gut"));

    rig.server.verify(
        postRequestedFor(urlPathEqualTo(TICKET + "/comment"))
            .withRequestBody(matchingJsonPath("$.Attachments[0].FileName", equalTo(fileName)))
            .withRequestBody(
                matchingJsonPath("$.Attachments[0].FileContent", equalTo("RW5kZSBndXQ="))));
    rig.server.stubFor(
        get(urlPathEqualTo(TICKET + "/history"))
            .willReturn(okJson("{\"pages\": 1, \"items\": []}")));
    rig.server.stubFor(
        get(urlPathEqualTo(TICKET + "/attachments"))
            .willReturn(
                okJson("{\"pages\": 1, \"items\": [{\"Filename\": \"%s\"}]}".formatted(fileName))));
    assertThat(desk.hasHeard("17", mark)).isTrue();
  }
}
