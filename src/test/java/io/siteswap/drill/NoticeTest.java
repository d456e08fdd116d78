package io.siteswap.drill;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.outbox.CourierForDrills;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People are told when a run waits for them, stands still or has ended, and find it again. */
class NoticeTest extends DrillTest {
  private static final Map<String, String> PASSWORDS =
      Map.of(
          "operator", "drill-1",
          "approver-1", "drill-2",
          "approver-2", "drill-3",
          "both", "drill-4",
          "auditor", "drill-5",
          "commander", "drill-8");
  private static final String APPROVE = "approvePlan";

  @Autowired private TestRestTemplate rest;
  @Autowired private IdentityService identity;
  @Autowired private RepositoryService repository;
  @Autowired private CourierForDrills courier;
  @Autowired private JdbcClient database;

  @BeforeEach
  void smallWorldAndEmptyMailboxes() throws Exception {
    drill.world(2, 4);
    DrillConfiguration.MAIL.purgeEmailFromAllMailboxes();
    DrillConfiguration.CHAT.resetRequests();
    mailOf("approver-1", "approver-1@example.com");
    mailOf("operator", "operator@example.com");
  }

  @AfterEach
  void nobodyHasMail() {
    for (String user : List.of("approver-1", "operator", "commander")) {
      mailOf(user, null);
    }
  }

  /** With a link that leads on. */
  private void isMailed(String title, String link) {
    courier.carry();
    assertThat(mails())
        .filteredOn(mail -> subject(mail).equals(title))
        .isNotEmpty()
        .allSatisfy(mail -> assertThat(text(mail)).contains(link));
  }

  /** In either chat. */
  private static void isSaid(String title, String link) {
    assertThat(chats("slack"))
        .filteredOn(said -> said.at("/blocks/0/text/text").asText().startsWith("*" + title + "*"))
        .singleElement()
        .extracting(said -> said.at("/blocks/1/elements/0/url").asText())
        .isEqualTo(link);
    assertThat(chats("teams"))
        .filteredOn(said -> said.at("/attachments/0/content/body/0/text").asText().equals(title))
        .singleElement()
        .extracting(said -> said.at("/attachments/0/content/actions/0/url").asText())
        .isEqualTo(link);
  }

  private String linkToTask(String task) {
    return "http://localhost:8080/tasks/" + drill.task(task).getId();
  }

  private String linkToRun() {
    return "http://localhost:8080/runs/" + drill.runId();
  }

  @Test
  void whoeverIsWaitedForIsToldAndFindsItAgain() throws MessagingException {
    drill.startAs("both", "fail-over-site", Map.of("cluster", "demo", "site", "north"));
    String link = "http://localhost:8080/tasks/" + drill.task(APPROVE).getId();

    assertThat(told("approver-1"))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.get("kind").asText()).isEqualTo("waiting");
              assertThat(notice.get("title").asText())
                  .isEqualTo("CHG1: 'Approve plan' waits for you");
              assertThat(notice.get("link").asText()).isEqualTo(link);
              assertThat(notice.get("mail").asText()).isEqualTo("waiting");
            });
    assertThat(told("approver-2"))
        .extracting(one -> one.get("mail").asText())
        .containsExactly("none");
    // Whoever started it cannot approve it; and nobody sees what others were told.
    assertThat(told("both")).isEmpty();
    assertThat(told("auditor")).isEmpty();

    courier.carry();
    assertThat(mails()).hasSize(1);
    MimeMessage mail = mails().get(0);
    assertThat(mail.getAllRecipients()[0]).hasToString("approver-1@example.com");
    assertThat(mail.getSubject()).isEqualTo("CHG1: 'Approve plan' waits for you");
    assertThat(text(mail)).contains("started by both: a drill").contains(link);
    assertThat(told("approver-1").get(0).get("mail").asText()).isEqualTo("sent");
    isMailed("CHG1: 'Approve plan' waits for you", link);
  }

  /** Said a second time, as after a crash between sending and writing that down. */
  @Test
  void aMailThatGoesOutTwiceIsTheSameForTheMailbox() throws MessagingException {
    drill.start("fail-over-site", "north");
    courier.carry();
    database.sql("update outbox set waits = true, sent_at = null").update();
    courier.carry();

    assertThat(mails()).hasSize(2);
    assertThat(mails().get(0).getMessageID())
        .isEqualTo(mails().get(1).getMessageID())
        .endsWith("@siteswap>");
  }

  @Test
  void whoeverTakesPartIsToldHowItHasEnded() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();

    assertThat(kinds("operator")).containsExactly("ended");
    assertThat(kinds("approver-1")).containsExactly("ended", "waiting");
    assertThat(kinds("approver-2")).containsExactly("waiting");
    assertThat(told("operator").get(0).get("title").asText())
        .isEqualTo("CHG1 has ended: Site failed over");
    isMailed("CHG1 has ended: Site failed over", linkToRun());
  }

  @Test
  void whoeverDecidesOnFailuresIsToldWhatWasRefused() {
    drill
        .refuse("/hosts/north-2/deactivate", "Cannot, for a drill.", 1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges");

    assertThat(kinds("operator")).containsExactly("stuck");
    assertThat(told("operator").get(0).get("title").asText())
        .isEqualTo("CHG1 stands still: 'Decide on refused changes' waits for you");
    isMailed(
        "CHG1 stands still: 'Decide on refused changes' waits for you",
        linkToTask("decideOnRefusedChanges"));
  }

  @Test
  void operatorsAreToldOfAStepThatNobodyTriesAgain() {
    drill.start("fail-over-site", "north").managerAway().approve("approver-1").untilIncident();

    assertThat(kinds("operator")).containsExactly("stuck");
    assertThat(told("operator").get(0).get("title").asText())
        .isEqualTo("CHG1 stands still: a step has failed");
    isMailed("CHG1 stands still: a step has failed", linkToRun());
  }

  @Test
  void remindersAndTheEscalationReachWhomTheyAreFor() throws MessagingException {
    String table =
        repository
            .createDeployment()
            .addClasspathResource("approvals/two-of-three.dmn")
            .deploy()
            .getId();
    try {
      mailOf("commander", "commander@example.com");
      drill.start("fail-over-site", "north").later(Duration.ofMinutes(10));
      isMailed("CHG1: 'Approve plan' still waits for you", linkToTask(APPROVE));
      drill.approve("approver-1").later(Duration.ofMinutes(10));
      // Who has approved already is not reminded.
      assertThat(kinds("approver-1")).containsExactly("reminded", "waiting");
      assertThat(kinds("approver-2")).containsExactly("reminded", "waiting", "reminded", "waiting");

      drill.later(Duration.ofMinutes(41));
      // The next reminder is due by then as well, and is for them, too.
      assertThat(kinds("commander")).containsExactlyInAnyOrder("escalated", "reminded");
      isMailed("CHG1: nobody has decided in time on 'Approve plan'", linkToTask(APPROVE));
      isSaid("CHG1: nobody has decided in time on 'Approve plan'", linkToTask(APPROVE));
      assertThat(mails())
          .extracting(mail -> mail.getAllRecipients()[0].toString())
          .contains("commander@example.com");
      assertThat(
              database
                  .sql("select marks from outbox where channel like 'notice/chat/%'")
                  .query(String.class)
                  .list())
          .as("in the log, while they were said")
          .hasSize(2)
          .allMatch(marks -> marks.contains(drill.runId()) && marks.contains("CHG1"));
    } finally {
      repository.deleteDeployment(table, true);
    }
  }

  @Test
  void whoHasLeftTheGroupIsToldNothing() {
    drill.start("fail-over-site", "north");
    identity.deleteMembership("approver-2", "dr-approvers");
    try {
      drill.decide(APPROVE, "approver-1", "redraw");

      assertThat(kinds("approver-1")).containsExactly("waiting", "waiting");
      assertThat(
              database
                  .sql("select kind from notice where recipient = 'approver-2'")
                  .query(String.class)
                  .list())
          .containsExactly("waiting");
    } finally {
      identity.createMembership("approver-2", "dr-approvers");
    }
  }

  /** What cannot be said holds nothing up, and is said when that is possible. */
  @Test
  void chatsThatAreAwayHoldNothing() {
    String table =
        repository
            .createDeployment()
            .addClasspathResource("approvals/two-of-three.dmn")
            .deploy()
            .getId();
    DrillConfiguration.CHAT.stubFor(any(anyUrl()).willReturn(serviceUnavailable()));
    try {
      drill.start("fail-over-site", "north").later(Duration.ofMinutes(61));
      courier.carry();
      assertThat(unheard()).containsExactlyInAnyOrder("notice/chat/slack", "notice/chat/teams");
      drill.approve("approver-1").approve("approver-2").untilEnd();
      assertThat(drill.outcome()).contains("siteFailedOver");
    } finally {
      DrillConfiguration.CHAT.stubFor(any(anyUrl()).willReturn(ok()));
      repository.deleteDeployment(table, true);
    }
    DrillConfiguration.CHAT.resetRequests();
    drill.later(Duration.ofHours(1));
    courier.carry();

    assertThat(unheard()).isEmpty();
    assertThat(chat("slack").at("/blocks/0/text/text").asText()).contains("nobody has decided");
  }

  private List<String> unheard() {
    return database
        .sql("select channel from outbox where waits and channel like 'notice/chat/%'")
        .query(String.class)
        .list();
  }

  @Test
  void whatIsRefusedTellsNobody() {
    drill.start("fail-over-site", "north");
    assertThatThrownBy(() -> drill.approve("auditor")).isInstanceOf(RuntimeException.class);

    assertThat(kinds("approver-1")).containsExactly("waiting");
  }

  @Test
  void theLinkLeadsToTheTaskAndAfterwardsToWhoHasDecidedWhat() throws Exception {
    String task = "/tasks/" + drill.start("fail-over-site", "north").task(APPROVE).getId();

    assertThat(leadsTo("approver-2", task))
        .endsWith("/camunda/app/tasklist/default/#/?task=" + drill.task(APPROVE).getId());

    drill.decide(APPROVE, "approver-1", "reject", "<b>not</b> tonight");
    String page = get("approver-2", task, String.class).getBody();
    assertThat(page)
        .contains("This is no longer asked")
        .contains("approver-1 was first at")
        .contains("reject: &lt;b&gt;not&lt;/b&gt; tonight")
        .contains("/runs/" + drill.runId());
    assertThat(get("approver-2", "/tasks/none", String.class).getStatusCode().value())
        .isEqualTo(404);
  }

  @Test
  void thereIsAPageOfItAndPagesOfTheList() {
    drill.start("fail-over-site", "north");
    drill.decide(APPROVE, "approver-1", "redraw").decide(APPROVE, "approver-1", "redraw");

    ResponseEntity<JsonNode> page = get("approver-2", "/api/notices?page=1&size=2", JsonNode.class);
    assertThat(page.getHeaders().getFirst("X-Total-Count")).isEqualTo("3");
    assertThat(page.getBody()).hasSize(1);
    assertThat(get("approver-2", "/notices", String.class).getBody())
        .contains("CHG1: &#39;Approve plan&#39; waits for you")
        .contains("no mail");
  }

  private void mailOf(String name, String address) {
    User user = identity.createUserQuery().userId(name).singleResult();
    user.setEmail(address);
    identity.saveUser(user);
  }

  private List<String> kinds(String user) {
    return told(user).stream().map(one -> one.get("kind").asText()).toList();
  }

  private List<JsonNode> told(String user) {
    return StreamSupport.stream(
            get(user, "/api/notices", JsonNode.class).getBody().spliterator(), false)
        .toList();
  }

  private static List<MimeMessage> mails() {
    return Stream.of(DrillConfiguration.MAIL.getReceivedMessages()).toList();
  }

  private static List<JsonNode> chats(String name) {
    return DrillConfiguration.CHAT.findAll(postRequestedFor(urlPathEqualTo("/" + name))).stream()
        .map(request -> TwinControl.read(request.getBodyAsString()))
        .toList();
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(MimeMessage mail) {
    return com.icegreen.greenmail.util.GreenMailUtil.getBody(mail).replace("=\r\n", "");
  }

  private static JsonNode chat(String name) {
    return TwinControl.read(
        DrillConfiguration.CHAT
            .findAll(postRequestedFor(urlPathEqualTo("/" + name)))
            .get(0)
            .getBodyAsString());
  }

  private String leadsTo(String user, String path) throws Exception {
    String who = user + ":" + PASSWORDS.get(user);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(rest.getRootUri() + path))
                .header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(who.getBytes(UTF_8)))
                .build(),
            BodyHandlers.discarding())
        .headers()
        .firstValue("Location")
        .orElse("nowhere");
  }

  private <T> ResponseEntity<T> get(String user, String path, Class<T> type) {
    HttpHeaders headers = new HttpHeaders();
    headers.setBasicAuth(user, PASSWORDS.get(user));
    return rest.exchange(path, HttpMethod.GET, new HttpEntity<>(headers), type);
  }
}
