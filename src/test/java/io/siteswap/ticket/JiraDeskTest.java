package io.siteswap.ticket;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.siteswap.outbox.Message;
import io.siteswap.outbox.NotNow;
import io.siteswap.outbox.Undeliverable;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jira's REST API v2 and v3, as its documentation shows them. */
class JiraDeskTest {
  private static final String WORD = new Mark("planned:1").word();

  private final DeskRig rig = new DeskRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private ChangeDesk desk(int api) {
    return rig.desk("jira", "token", "t0ken", "api", "" + api);
  }

  private static String issue(int api) {
    return "/rest/api/" + api + "/issue/OPS-17";
  }

  private void has(int api, String status, String start) {
    String description =
        api == 2
            ? "\"siteswap: fail-over-site demo north\\nsecond line\""
            : """
            {"type": "doc", "version": 1, "content": [
              {"type": "paragraph", "content": [
                {"type": "text", "text": "siteswap: fail-over-site "},
                {"type": "text", "text": "demo north", "marks": [{"type": "strong"}]},
                {"type": "hardBreak"},
                {"type": "text", "text": "second line"}]}]}
            """;
    rig.server.stubFor(
        get(urlPathEqualTo(issue(api)))
            .willReturn(
                okJson(
                    """
                    {"id": "10002", "key": "OPS-17",
                     "names": {"customfield_10010": "Planned start", "customfield_10011": "Planned end",
                               "customfield_10012": "Change type", "customfield_10020": "Clusters"},
                     "fields": {
                       "summary": "Power in the north", "description": %s,
                       "status": {"id": "3", "name": "%s"},
                       "updated": "2026-11-20T10:00:00.000+0000",
                       "customfield_10010": "%s", "customfield_10011": "2026-11-22T06:00:00.000+0100",
                       "customfield_10012": {"id": "1", "value": "Emergency"},
                       "customfield_10020": [{"value": "demo"}, {"value": "other"}],
                       "resolution": null}}
                    """
                        .formatted(description, status, start))));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void readsAnIssue(int api) {
    has(api, "Awaiting implementation", "2026-11-21T19:00:00.000-0800");

    Ticket ticket = desk(api).read("OPS-17");

    assertThat(ticket.id()).isEqualTo("10002");
    assertThat(ticket.title()).isEqualTo("Power in the north");
    assertThat(ticket.description()).isEqualTo("siteswap: fail-over-site demo north\nsecond line");
    assertThat(ticket.state()).isEqualTo("Awaiting implementation");
    assertThat(ticket.stateAllowed()).isTrue();
    assertThat(ticket.approved()).isTrue();
    assertThat(ticket.onHold()).isFalse();
    assertThat(ticket.windowStart()).contains(Instant.parse("2026-11-22T03:00:00Z"));
    assertThat(ticket.windowEnd()).contains(Instant.parse("2026-11-22T05:00:00Z"));
    assertThat(ticket.type()).isEqualTo(Ticket.Type.EMERGENCY);
    assertThat(ticket.fields())
        .containsEntry("customfield_10020", "demo, other")
        .containsEntry("Clusters", "demo, other")
        .containsEntry("resolution", "");
    assertThat(ticket.revision()).isEqualTo("2026-11-20T10:00:00.000+0000");
    rig.server.verify(
        getRequestedFor(urlPathEqualTo(issue(api)))
            .withHeader("Authorization", equalTo("Bearer t0ken")));
  }

  /** A date without a time, or a time without a zone, is of the zone that is configured. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-22, Europe/Berlin, 2026-11-21T23:00:00Z",
    "2026-11-22T03:00:00, America/New_York, 2026-11-22T08:00:00Z",
    "2026-11-22T03:00:00Z, America/New_York, 2026-11-22T03:00:00Z",
    "2026-11-22 03:00, UTC, 2026-11-22T03:00:00Z"
  })
  void readsTimesInTheirZone(String start, String zone, Instant expected) {
    has(2, "Implementing", start);
    Ticket ticket = rig.desk("jira", "zone", zone).read("OPS-17");
    assertThat(ticket.windowStart()).contains(expected);
  }

  @Test
  void readsWhatIsConfiguredFromWhereItIsConfigured() {
    has(2, "Ready", "");
    ChangeDesk desk =
        rig.desk(
            "jira",
            "fields.approval",
            "customfield_10012",
            "means.approved[0]",
            "emergency",
            "means.allowed[0]",
            "READY",
            "means.withdrawn[0]",
            "Ready");
    Ticket ticket = desk.read("OPS-17");
    assertThat(ticket.approved()).isTrue();
    assertThat(ticket.approval()).isEqualTo("Emergency");
    assertThat(ticket.stateAllowed()).isTrue();
    assertThat(ticket.withdrawn()).isTrue();
    assertThat(ticket.windowStart()).isEmpty();
  }

  @Test
  void commentsInTextToDataCenterAndInADocumentToCloud() {
    for (int api : new int[] {2, 3}) {
      rig.server.stubFor(
          post(urlPathEqualTo(issue(api) + "/comment"))
              .willReturn(okJson("{\"id\": \"1\"}").withStatus(201)));
      desk(api).note("OPS-17", new Mark("planned:1"), "3 hosts\n24 VMs");
    }

    rig.server.verify(
        postRequestedFor(urlPathEqualTo(issue(2) + "/comment"))
            .withRequestBody(
                equalToJson("{\"body\": \"3 hosts\\n24 VMs\\n\\n[%s]\"}".formatted(WORD))));
    rig.server.verify(
        postRequestedFor(urlPathEqualTo(issue(3) + "/comment"))
            .withRequestBody(
                equalToJson(
                    """
                    {"body": {"type": "doc", "version": 1, "content": [
                      {"type": "paragraph", "content": [
                        {"type": "text", "text": "3 hosts"}, {"type": "hardBreak"},
                        {"type": "text", "text": "24 VMs"}]},
                      {"type": "paragraph", "content": [{"type": "text", "text": "[%s]"}]}]}}
                    """
                        .formatted(WORD))));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void saysNothingTwiceAfterAnAnswerThatWasLost(int api) {
    String body =
        api == 2
            ? "\"The plan\\n\\n[%s]\"".formatted(WORD)
            : AtlassianText.document("The plan\n\n[" + WORD + "]").toString();
    rig.server.stubFor(
        post(urlPathEqualTo(issue(api) + "/comment"))
            .inScenario("note")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("stored")
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    rig.server.stubFor(
        get(urlPathEqualTo(issue(api) + "/comment"))
            .inScenario("note")
            .whenScenarioStateIs("stored")
            .willReturn(
                okJson("{\"comments\": [{\"body\": \"hello\"}, {\"body\": %s}]}".formatted(body))));
    rig.server.stubFor(
        get(urlPathEqualTo(issue(api))).willReturn(okJson("{\"fields\": {\"attachment\": []}}")));
    DeskMessenger messenger = rig.messenger("jira", "api", "" + api);

    assertThatThrownBy(() -> messenger.deliver(DeskRig.note("OPS-17", "The plan"), false))
        .isInstanceOf(NotNow.class);
    messenger.deliver(DeskRig.note("OPS-17", "The plan"), true);

    rig.server.verify(1, postRequestedFor(urlPathEqualTo(issue(api) + "/comment")));
  }

  private void offers(String state) {
    rig.server.stubFor(
        get(urlPathEqualTo(issue(2) + "/transitions"))
            .willReturn(
                okJson(
                    """
                    {"transitions": [
                      {"id": "11", "name": "Cancel", "to": {"name": "Canceled"}},
                      {"id": "21", "name": "Begin", "to": {"name": "%s"}}]}
                    """
                        .formatted(state))));
    rig.server.stubFor(post(urlPathEqualTo(issue(2) + "/transitions")).willReturn(noContent()));
  }

  @Test
  void findsTheWayIntoAState() {
    has(2, "Awaiting implementation", "");
    offers("Implementing");

    desk(2).transition("OPS-17", new Mark("begins:1"), "implementing");

    rig.server.verify(
        postRequestedFor(urlPathEqualTo(issue(2) + "/transitions"))
            .withRequestBody(equalToJson("{\"transition\": {\"id\": \"21\"}}")));
  }

  @Test
  void leavesAStateThatIsThereAlready() {
    has(2, "Implementing", "");
    offers("Implementing");
    desk(2).transition("OPS-17", new Mark("begins:1"), "Implementing");
    rig.server.verify(0, postRequestedFor(urlPathEqualTo(issue(2) + "/transitions")));
  }

  /** What comes behind it is said all the same. */
  @Test
  void givesUpAStateThatNothingLeadsTo() {
    has(2, "Awaiting implementation", "");
    offers("Implementing");
    Message message =
        new Message(DeskRig.NAME, "OPS-17", "ends:1", DeskOutbox.TRANSITION, "Review");

    assertThatThrownBy(() -> rig.messenger("jira").deliver(message, false))
        .isInstanceOf(Undeliverable.class)
        .hasMessageContaining("no way for ticket OPS-17 to Review")
        .hasMessageContaining("[Canceled, Implementing]");
  }

  @Test
  void attachesAFileAndFindsItAgain() {
    rig.server.stubFor(
        post(urlPathEqualTo(issue(2) + "/attachments")).willReturn(okJson("[{\"id\": \"1\"}]")));
    Mark mark = new Mark("story:1");
    String fileName = "story-" + mark.word() + ".md";

    desk(2).attach("OPS-17", mark, new Attachment("story.md", "text/markdown", "Ende gut"));

    rig.server.verify(
        postRequestedFor(urlPathEqualTo(issue(2) + "/attachments"))
            .withHeader("X-Atlassian-Token", equalTo("no-check"))
            .withRequestBodyPart(
                aMultipart("file")
                    .withHeader("Content-Disposition", containing(fileName))
                    .withHeader("Content-Type", containing("text/markdown"))
                    .withBody(equalTo("Ende gut"))
                    .build()));
    rig.server.stubFor(
        get(urlPathEqualTo(issue(2) + "/comment")).willReturn(okJson("{\"comments\": []}")));
    rig.server.stubFor(
        get(urlPathEqualTo(issue(2)))
            .willReturn(
                okJson(
                    "{\"fields\": {\"attachment\": [{\"filename\": \"%s\"}]}}"
                        .formatted(fileName))));
    assertThat(desk(2).hasHeard("OPS-17", mark)).isTrue();
    assertThat(desk(2).hasHeard("OPS-17", new Mark("story:2"))).isFalse();
  }
}
