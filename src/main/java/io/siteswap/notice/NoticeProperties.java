package io.siteswap.notice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told. Mail goes out where {@code spring.mail.host} is set.
 *
 * @param from whom mails come from
 * @param addresses by group: mailboxes that hear whatever the group hears
 * @param webhooks the chats, by name
 * @param keep for so long people find what they were told
 */
@ConfigurationProperties("siteswap.notices")
record NoticeProperties(
    @DefaultValue("siteswap@localhost") String from,
    @DefaultValue Map<String, List<String>> addresses,
    @DefaultValue Map<String, Webhook> webhooks,
    @DefaultValue("90d") Duration keep) {

  /**
   * A chat.
   *
   * @param type {@code slack} or {@code teams}
   * @param url that the chat has given; whoever knows it may write there
   * @param groups of which it hears; none: of all
   * @param kinds what it hears; none: all
   * @param allowHttp whether it may be spoken to without TLS, though it is not this machine
   * @param timeout for one call
   */
  record Webhook(
      String type,
      String url,
      @DefaultValue List<String> groups,
      @DefaultValue List<String> kinds,
      @DefaultValue("false") boolean allowHttp,
      @DefaultValue("10s") Duration timeout) {
    /** Without the address, which is a secret. */
    @Override
    public String toString() {
      return "a webhook of type " + type;
    }
  }
}
