package io.siteswap.notice;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.siteswap.outbox.Message;
import io.siteswap.outbox.NotNow;
import io.siteswap.outbox.Undeliverable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chat hears each notice in its own shape, and can do nothing to Siteswap. */
class ChatMessengerTest {
  @RegisterExtension static final WireMockExtension CHAT = WireMockExtension.newInstance().build();

  /** A block that a chat does not know is refused as a whole, and nobody hears of anything. */
  @Test
  void eachHearsItInItsOwnShape() {
    answers(aResponse().withStatus(200));
    say("slack", "the plan");
    say("teams", "the plan");

    CHAT.verify(
        postRequestedFor(urlPathEqualTo("/hook"))
            .withHeader("Content-Type", containing("application/json"))
            .withRequestBody(
                equalToJson(
                    """
                    {"text": "CHG1 &lt;!here&gt;",
                     "blocks": [
                       {"type": "section",
                        "text": {"type": "mrkdwn", "text": "*CHG1 &lt;!here&gt;*\\nthe plan"}},
                       {"type": "actions",
                        "elements": [
                          {"type": "button",
                           "text": {"type": "plain_text", "text": "Open"},
                           "url": "https://siteswap/tasks/1"}]}]}
                    """)));
    CHAT.verify(
        postRequestedFor(urlPathEqualTo("/hook"))
            .withHeader("Content-Type", containing("application/json"))
            .withRequestBody(
                equalToJson(
                    """
                    {"type": "message",
                     "attachments": [
                       {"contentType": "application/vnd.microsoft.card.adaptive",
                        "content": {
                          "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                          "type": "AdaptiveCard",
                          "version": "1.4",
                          "body": [
                            {"type": "TextBlock", "wrap": true, "weight": "Bolder",
                             "text": "CHG1 <!here>"},
                            {"type": "TextBlock", "wrap": true, "text": "the plan"}],
                          "actions": [
                            {"type": "Action.OpenUrl", "title": "Open",
                             "url": "https://siteswap/tasks/1"}]}}]}
                    """)));
  }

  @Test
  void nobodyIsCalledByWhatSomebodyHasTyped() {
    answers(aResponse().withStatus(200));
    say("slack", "<!channel> & <https://evil|here>");
    say("teams", "[here](https://evil)");

    CHAT.verify(
        postRequestedFor(urlPathEqualTo("/hook"))
            .withRequestBody(
                matchingJsonPath(
                    "$.blocks[0].text.text",
                    equalTo(
                        "*CHG1 &lt;!here&gt;*\n&lt;!channel&gt; &amp; &lt;https://evil|here&gt;"))));
    CHAT.verify(
        postRequestedFor(urlPathEqualTo("/hook"))
            .withRequestBody(matchingJsonPath("$.text", equalTo("CHG1 &lt;!here&gt;"))));
    CHAT.verify(
        postRequestedFor(urlPathEqualTo("/hook"))
            .withRequestBody(
                matchingJsonPath(
                    "$.attachments[0].content.body[1].text", equalTo("\\[here\\](https://evil)"))));
  }

  /** Slack would refuse it, and nobody would hear of it. */
  @Test
  void whatIsTooLongIsShortened() {
    answers(aResponse().withStatus(200));
    say("slack", "&".repeat(4000));

    CHAT.verify(
        postRequestedFor(urlPathEqualTo("/hook"))
            .withRequestBody(
                matchingJsonPath("$.blocks[0].text.text", matching("[\\s\\S]{2000,3000}"))));
  }

  @Test
  void followsNoRedirect() {
    answers(aResponse().withStatus(302).withHeader("Location", CHAT.baseUrl() + "/inside"));

    assertThatThrownBy(() -> say("slack", "x"))
        .isInstanceOf(Undeliverable.class)
        .hasMessage("chat c answers 302: redirects are not followed");
    CHAT.verify(0, postRequestedFor(urlPathEqualTo("/inside")));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void comesAgainWhereThatMayHelp(int status) {
    answers(aResponse().withStatus(status).withHeader("Retry-After", "7"));

    assertThatThrownBy(() -> say("slack", "x"))
        .isInstanceOf(NotNow.class)
        .hasMessage("chat c answers " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 410})
  void givesUpWhereItDoesNot(int status) {
    answers(aResponse().withStatus(status));

    assertThatThrownBy(() -> say("slack", "x")).isInstanceOf(Undeliverable.class);
  }

  @Test
  void waitsForNobodyAndTellsNoAddress() {
    answers(aResponse().withStatus(200).withFixedDelay(3000));

    assertThatThrownBy(() -> say("slack", "x"))
        .isInstanceOf(NotNow.class)
        .hasMessage("chat c does not answer");
  }

  private static void answers(ResponseDefinitionBuilder answer) {
    CHAT.stubFor(post(anyUrl()).willReturn(answer));
  }

  private static void say(String type, String text) {
    NoticeProperties.Webhook webhook =
        new NoticeProperties.Webhook(
            type, CHAT.baseUrl() + "/hook", List.of(), List.of(), true, Duration.ofMillis(700));
    NoticeProperties properties =
        new NoticeProperties("", Map.of(), Map.of("c", webhook), Duration.ofDays(1));
    Letter letter = new Letter("", "CHG1 <!here>", text, "https://siteswap/tasks/1");
    new ChatMessenger(properties)
        .deliver(new Message(Channels.chat("c"), "r", "k", Channels.LETTER, letter.write()), false);
  }
}
