package io.siteswap.ticket;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.siteswap.outbox.NotNow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Any other desk: what it has told is its ticket, and what it hears are signed CloudEvents. */
class WebhookDeskTest {
  private static final Secret FIRST = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final Secret SECOND =
      new Secret("whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=");

  private final DeskRig rig = new DeskRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private ChangeDesk desk() {
    return rig.desk(
        "webhook", "webhook.secrets[0]", FIRST.value(), "webhook.secrets[1]", SECOND.value());
  }

  private void told(String state, Instant at) {
    rig.told.tell(
        DeskRig.NAME,
        "C-1",
        """
        {"ticket": {"number": "C-1", "title": "Power", "description": "", "state": "%s",
          "approval": "approved", "onHold": false, "windowStart": "2026-11-22T03:00:00Z",
          "windowEnd": "2026-11-22T06:00:00+01:00", "type": "emergency",
          "fields": {"cluster": "demo", "site": "north"}}}
        """
            .formatted(state),
        at);
  }

  @Test
  void isReadAsItHasToldLast() {
    assertThatThrownBy(() -> desk().read("C-1")).isInstanceOf(TicketNotFound.class);
    told("scheduled", rig.now);

    Ticket ticket = desk().read("C-1");
    assertThat(ticket.approved()).isTrue();
    assertThat(ticket.stateAllowed()).isTrue();
    assertThat(ticket.type()).isEqualTo(Ticket.Type.EMERGENCY);
    assertThat(ticket.windowEnd()).contains(Instant.parse("2026-11-22T05:00:00Z"));
    assertThat(ticket.fields()).containsEntry("cluster", "demo").containsEntry("site", "north");

    told("canceled", rig.now.plusSeconds(10));
    assertThat(desk().read("C-1").withdrawn()).isTrue();
    // What was sent before that and comes after it is no news.
    told("scheduled", rig.now.plusSeconds(5));
    assertThat(desk().read("C-1").withdrawn()).isTrue();
  }

  @Test
  void hearsCloudEventsThatAreSigned() {
    rig.server.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(204)));
    String word = new Mark("planned:1").word();

    desk().note("C-1", new Mark("planned:1"), "3 hosts");

    rig.server.verify(
        postRequestedFor(urlPathEqualTo("/"))
            .withHeader("Content-Type", equalTo("application/cloudevents+json"))
            .withRequestBody(
                equalToJson(
                    """
                    {"specversion": "1.0", "id": "%s", "source": "http://localhost:8080",
                     "type": "io.siteswap.run.planned", "subject": "C-1",
                     "time": "2026-11-22T03:00:00Z", "datacontenttype": "application/json",
                     "data": {"ticket": "C-1", "kind": "text", "text": "3 hosts"}}
                    """
                        .formatted(word))));
    LoggedRequest heard = rig.server.getAllServeEvents().get(0).getRequest();
    StandardWebhook delivery =
        new StandardWebhook(
            heard.getHeader("webhook-id"), heard.getHeader("webhook-timestamp"), heard.getBody());
    assertThat(delivery.id()).isEqualTo(word);
    assertThat(delivery.isSigned(heard.getHeader("webhook-signature"), List.of(FIRST), rig.now))
        .isTrue();
  }

  @Test
  void hearsTheSameIdAgainAfterAnAnswerThatWasLost() {
    rig.server.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(500)));
    DeskMessenger messenger = rig.messenger("webhook", "webhook.secrets[0]", FIRST.value());
    for (boolean again : new boolean[] {false, true}) {
      assertThatThrownBy(() -> messenger.deliver(DeskRig.note("C-1", "The plan"), again))
          .isInstanceOf(NotNow.class);
    }
    assertThat(rig.server.getAllServeEvents())
        .hasSize(2)
        .allMatch(e -> e.getRequest().getHeader("webhook-id").equals(new Mark("planned:1").word()));
  }

  /** The example of the specification. */
  @Test
  void signsAsTheSpecificationDoes() {
    StandardWebhook example =
        new StandardWebhook(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            Signature.bytes("{\"test\": 2432232314}"));
    assertThat(example.signature(FIRST))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void isSignedByOneOfSeveralSecretsAndNow() {
    Instant now = Instant.ofEpochSecond(1614265330);
    StandardWebhook delivery = new StandardWebhook("a", "1614265330", Signature.bytes("{}"));
    String signature = delivery.signature(SECOND);

    assertThat(delivery.isSigned(signature, List.of(FIRST, SECOND), now)).isTrue();
    assertThat(delivery.isSigned("v1,AAAA " + signature, List.of(SECOND), now)).isTrue();
    assertThat(delivery.isSigned("v1a,AAAA", List.of(SECOND), now)).isFalse();
    assertThat(delivery.isSigned("", List.of(SECOND), now)).isFalse();
    assertThat(delivery.isSigned(signature, List.of(FIRST), now)).isFalse();
    assertThat(delivery.isSigned(signature, List.of(), now)).isFalse();
    assertThat(delivery.isSigned(signature, List.of(SECOND), now.plusSeconds(300))).isTrue();
    assertThat(delivery.isSigned(signature, List.of(SECOND), now.plusSeconds(301))).isFalse();
    assertThat(delivery.isSigned(signature, List.of(SECOND), now.minusSeconds(301))).isFalse();
    StandardWebhook altered = new StandardWebhook("a", "1614265330", Signature.bytes("{ }"));
    assertThat(altered.isSigned(signature, List.of(SECOND), now)).isFalse();
    StandardWebhook timeless = new StandardWebhook("a", "soon", Signature.bytes("{}"));
    assertThat(timeless.isSigned(timeless.signature(SECOND), List.of(SECOND), now)).isFalse();
  }
}
