package io.siteswap.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.site.WrongConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where nobody could be told is said when Siteswap starts, without the address. */
class NoticeConfigurationTest {
  private static final String GOOD = "https://hooks.slack.com/services/secret";

  @Test
  void takesWhatCanWork() {
    assertThatCode(() -> check("c", "slack", GOOD, "stuck")).doesNotThrowAnyException();
    assertThatCode(() -> check("c", "teams", "http://127.0.0.1:9/x", "ended"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "c, irc, https://a.example/secret, stuck, type is 'irc'",
    "c, slack, http://a.example/secret, stuck, is without TLS",
    "c, slack, file:///secret, stuck, is not the address of a chat",
    "c, slack, https://user:secret@a.example/, stuck, is not the address of a chat",
    "c, slack, , stuck, is missing",
    "c, slack, https://a.example/secret, always, kinds has 'always'",
    "c/d, slack, https://a.example/secret, stuck, is no name of a chat"
  })
  void refusesWhatCannot(String name, String type, String url, String kind, String why) {
    assertThatThrownBy(() -> check(name, type, url, kind))
        .isInstanceOf(WrongConfiguration.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesAGroupThatDoesNotExist() {
    assertThatThrownBy(
            () ->
                check(
                    new NoticeProperties(
                        "", Map.of("board", List.of("a@b")), Map.of(), Duration.ofDays(1))))
        .hasMessageContaining("siteswap.notices.addresses has 'board'");
  }

  @Test
  void printsNoAddress() {
    assertThat(webhook("slack", GOOD, "stuck").toString()).doesNotContain("secret");
  }

  private static void check(String name, String type, String url, String kind) {
    check(
        new NoticeProperties(
            "", Map.of(), Map.of(name, webhook(type, url, kind)), Duration.ofDays(1)));
  }

  private static void check(NoticeProperties properties) {
    new NoticeConfiguration().noticesCanBeTold(properties).check();
  }

  private static NoticeProperties.Webhook webhook(String type, String url, String kind) {
    return new NoticeProperties.Webhook(
        type, url, List.of(), List.of(kind), false, Duration.ofSeconds(1));
  }
}
