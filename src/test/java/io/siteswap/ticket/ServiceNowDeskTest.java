package io.siteswap.ticket;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.siteswap.outbox.NotNow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ServiceNow's Table and Attachment API, as its documentation shows them. */
class ServiceNowDeskTest {
  private static final String TABLE = "/api/now/table/change_request";
  private static final String ID = "46e18c0fa9fe19810066a0083f76bd56";
  private static final String NOTED =
      "2026-11-21 19:01:02 - Siteswap (Work notes)\\nThe plan\\n\\n[%s]\\n\\n";

  private final DeskRig rig = new DeskRig();
  private final ChangeDesk desk = rig.desk("servicenow", "user", "siteswap", "password", "s3cret");

  @AfterEach
  void close() {
    rig.close();
  }

  /** Displayed in the zone and language of the user, kept in UTC. */
  private static String change(String state, String kept, String notes) {
    return """
    {"sys_id": {"display_value": "%1$s", "value": "%1$s"},
     "number": {"display_value": "CHG0001234", "value": "CHG0001234"},
     "short_description": {"display_value": "Power in the north", "value": "Power in the north"},
     "description": {"display_value": "siteswap: fail-over-site demo north", "value": "siteswap: fail-over-site demo north"},
     "state": {"display_value": "%2$s", "value": "%3$s"},
     "approval": {"display_value": "Approved", "value": "approved"},
     "on_hold": {"display_value": "false", "value": "false"},
     "conflict_status": {"display_value": "No Conflict", "value": "No Conflict"},
     "start_date": {"display_value": "11/21/2026 07:00:00 PM", "value": "2026-11-22 03:00:00"},
     "end_date": {"display_value": "11/21/2026 09:00:00 PM", "value": "2026-11-22 05:00:00"},
     "type": {"display_value": "Normal", "value": "normal"},
     "cmdb_ci": {"display_value": "stretch cluster", "value": "109562a3c611227500a7b7ff98cc0dc7"},
     "sys_mod_count": {"display_value": "7", "value": "7"},
     "work_notes": {"display_value": "%4$s", "value": ""}}
    """
        .formatted(ID, state, kept, notes);
  }

  private static String found(String... changes) {
    return "{\"result\": [" + String.join(",", changes) + "]}";
  }

  private void has(String... changes) {
    rig.server.stubFor(get(urlPathEqualTo(TABLE)).willReturn(okJson(found(changes))));
  }

  @Test
  void readsAChangeWithItsTimesInUtc() {
    has(change("Scheduled", "-2", ""));

    Ticket ticket = desk.read("CHG0001234");

    assertThat(ticket.number()).isEqualTo("CHG0001234");
    assertThat(ticket.id()).isEqualTo(ID);
    assertThat(ticket.state()).isEqualTo("Scheduled");
    assertThat(ticket.stateAllowed()).isTrue();
    assertThat(ticket.withdrawn()).isFalse();
    assertThat(ticket.approved()).isTrue();
    assertThat(ticket.onHold()).isFalse();
    assertThat(ticket.conflict()).isEmpty();
    assertThat(ticket.windowStart()).contains(Instant.parse("2026-11-22T03:00:00Z"));
    assertThat(ticket.windowEnd()).contains(Instant.parse("2026-11-22T05:00:00Z"));
    assertThat(ticket.type()).isEqualTo(Ticket.Type.NORMAL);
    assertThat(ticket.fields()).containsEntry("cmdb_ci", "stretch cluster");
    assertThat(ticket.revision()).isEqualTo("7");
    rig.server.verify(
        getRequestedFor(urlPathEqualTo(TABLE))
            .withQueryParam("sysparm_query", equalTo("number=CHG0001234"))
            .withQueryParam("sysparm_display_value", equalTo("all"))
            .withHeader("Authorization", equalTo("Basic c2l0ZXN3YXA6czNjcmV0")));
  }

  @Test
  void readsWhatHoldsItUp() {
    has(
        change("Canceled", "4", "")
            .replace(
                "\"on_hold\": {\"display_value\": \"false\", \"value\": \"false\"}",
                "\"on_hold\": {\"display_value\": \"true\", \"value\": \"true\"}")
            .replace("No Conflict", "Conflict")
            .replace("normal", "emergency")
            .replace("\"approved\"", "\"requested\"")
            .replace("\"Approved\"", "\"Requested\""));

    Ticket ticket = desk.read("CHG0001234");

    assertThat(ticket.withdrawn()).isTrue();
    assertThat(ticket.stateAllowed()).isFalse();
    assertThat(ticket.onHold()).isTrue();
    assertThat(ticket.conflict()).contains("Conflict");
    assertThat(ticket.type()).isEqualTo(Ticket.Type.EMERGENCY);
    assertThat(ticket.approved()).isFalse();
  }

  /** Nothing is kept: what counts is what the desk says now. */
  @Test
  void seesThatATicketHasChangedBetweenTwoReads() {
    has(change("Scheduled", "-2", ""));
    Ticket before = desk.read("CHG0001234");
    has(change("Canceled", "4", "").replace("\"7\"", "\"8\""));
    Ticket after = desk.read("CHG0001234");

    assertThat(before.withdrawn()).isFalse();
    assertThat(after.withdrawn()).isTrue();
    assertThat(after.revision()).isNotEqualTo(before.revision());
  }

  @Test
  void knowsNoTicketThatIsNotThere() {
    has();
    assertThatThrownBy(() -> desk.read("CHG0009999")).isInstanceOf(TicketNotFound.class);
  }

  /** ServiceNow leaves out a condition that it does not understand, and then finds everything. */
  @Test
  void takesNoOtherTicketForTheOneThatWasAskedFor() {
    has(change("Scheduled", "-2", ""));
    assertThatThrownBy(() -> desk.read("CHG0005555")).isInstanceOf(TicketNotFound.class);
  }

  /** A number comes from outside, and goes into a query. */
  @ParameterizedTest
  @ValueSource(strings = {"CHG1^ORactive=true", "../../sys_user", "", "CHG 1", "CHG1&x=y", ".."})
  void asksForNothingThatIsNoNumber(String number) {
    assertThatThrownBy(() -> desk.read(number)).isInstanceOf(TicketNotFound.class);
    assertThat(rig.server.getAllServeEvents()).isEmpty();
  }

  @Test
  void refusesATimeThatIsNone() {
    has(change("Scheduled", "-2", "").replace("2026-11-22 03:00:00", "soon"));
    assertThatThrownBy(() -> desk.read("CHG0001234"))
        .isInstanceOf(DeskRefused.class)
        .hasMessageContaining("'soon' in the field start_date");
  }

  @Test
  void addsAWorkNoteThatCarriesItsMark() {
    has(change("Scheduled", "-2", ""));
    rig.server.stubFor(
        patch(urlPathEqualTo(TABLE + "/" + ID)).willReturn(okJson("{\"result\": {}}")));

    Mark mark = new Mark("planned:1");
    desk.note("CHG0001234", mark, "The plan has 3 hosts");

    rig.server.verify(
        patchRequestedFor(urlPathEqualTo(TABLE + "/" + ID))
            .withRequestBody(
                equalToJson(
                    "{\"work_notes\": \"The plan has 3 hosts\\n\\n[%s]\"}"
                        .formatted(mark.word()))));
  }

  @Test
  void saysNothingTwiceAfterAnAnswerThatWasLost() {
    rig.server.stubFor(
        get(urlPathEqualTo(TABLE))
            .inScenario("note")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(okJson(found(change("Scheduled", "-2", "")))));
    rig.server.stubFor(
        patch(urlPathEqualTo(TABLE + "/" + ID))
            .inScenario("note")
            .willSetStateTo("stored")
            .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    rig.server.stubFor(
        get(urlPathEqualTo(TABLE))
            .inScenario("note")
            .whenScenarioStateIs("stored")
            .willReturn(
                okJson(
                    found(
                        change(
                            "Scheduled", "-2", NOTED.formatted(new Mark("planned:1").word()))))));
    DeskMessenger messenger = rig.messenger("servicenow");

    assertThatThrownBy(() -> messenger.deliver(DeskRig.note("CHG0001234", "The plan"), false))
        .isInstanceOf(NotNow.class)
        .hasMessageContaining("broke the connection off");
    messenger.deliver(DeskRig.note("CHG0001234", "The plan"), true);

    rig.server.verify(1, patchRequestedFor(urlPathEqualTo(TABLE + "/" + ID)));
  }

  @Test
  void saysItAgainWhenItWasNotHeard() {
    has(change("Scheduled", "-2", NOTED.formatted("sw-000000000000")));
    rig.server.stubFor(
        get(urlPathEqualTo("/api/now/attachment")).willReturn(okJson("{\"result\": []}")));
    rig.server.stubFor(
        patch(urlPathEqualTo(TABLE + "/" + ID)).willReturn(okJson("{\"result\": {}}")));

    rig.messenger("servicenow").deliver(DeskRig.note("CHG0001234", "The plan"), true);

    rig.server.verify(1, patchRequestedFor(urlPathEqualTo(TABLE + "/" + ID)));
  }

  @Test
  void bringsAChangeIntoAState() {
    has(change("Scheduled", "-2", ""));
    rig.server.stubFor(
        patch(urlPathEqualTo(TABLE + "/" + ID))
            .willReturn(okJson("{\"result\": " + change("Implement", "-1", "") + "}")));

    desk.transition("CHG0001234", new Mark("begins:1"), "-1");
    desk.transition("CHG0001234", new Mark("begins:1"), "Implement");

    rig.server.verify(
        patchRequestedFor(urlPathEqualTo(TABLE + "/" + ID))
            .withQueryParam("sysparm_input_display_value", equalTo("false"))
            .withRequestBody(matchingJsonPath("$.state", equalTo("-1"))));
    rig.server.verify(
        patchRequestedFor(urlPathEqualTo(TABLE + "/" + ID))
            .withQueryParam("sysparm_input_display_value", equalTo("true"))
            .withRequestBody(matchingJsonPath("$.state", equalTo("Implement"))));
  }

  @Test
  void leavesAStateThatIsThereAlready() {
    has(change("Implement", "-1", ""));
    desk.transition("CHG0001234", new Mark("begins:1"), "implement");
    rig.server.verify(0, patchRequestedFor(urlPathEqualTo(TABLE + "/" + ID)));
  }

  /** It answers 200 all the same. */
  @Test
  void saysThatAStateWasNotTaken() {
    has(change("Scheduled", "-2", ""));
    rig.server.stubFor(
        patch(urlPathEqualTo(TABLE + "/" + ID))
            .willReturn(okJson("{\"result\": " + change("Scheduled", "-2", "") + "}")));

    assertThatThrownBy(() -> desk.transition("CHG0001234", new Mark("ends:1"), "Review"))
        .isInstanceOf(DeskRefused.class)
        .hasMessageContaining("leaves ticket CHG0001234 in state Scheduled");
  }

  @Test
  void attachesAFileWhoseNameCarriesTheMark() {
    has(change("Review", "0", ""));
    rig.server.stubFor(
        post(urlPathEqualTo("/api/now/attachment/file"))
            .willReturn(okJson("{\"result\": {}}").withStatus(201)));
    Mark mark = new Mark("story:1");

    desk.attach("CHG0001234", mark, new Attachment("story.md", "text/markdown", "Ende gut"));

    rig.server.verify(
        postRequestedFor(urlPathEqualTo("/api/now/attachment/file"))
            .withQueryParam("table_name", equalTo("change_request"))
            .withQueryParam("table_sys_id", equalTo(ID))
            .withQueryParam("file_name", equalTo("story-" + mark.word() + ".md"))
            .withHeader("Content-Type", equalTo("text/markdown"))
            .withRequestBody(binaryEqualTo("Ende gut".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void findsAFileAfterAnAnswerThatWasLost() {
    has(change("Review", "0", ""));
    rig.server.stubFor(
        get(urlPathEqualTo("/api/now/attachment"))
            .withQueryParam(
                "sysparm_query",
                equalTo("table_sys_id=" + ID + "^file_nameLIKE" + new Mark("story:1").word()))
            .willReturn(okJson("{\"result\": [{\"file_name\": \"story.md\"}]}")));

    assertThat(desk.hasHeard("CHG0001234", new Mark("story:1"))).isTrue();
  }
}
