package io.siteswap.notice;

import io.siteswap.runbook.Groups;
import io.siteswap.site.ConfigurationCheck;
import io.siteswap.site.OutgoingUrl;
import io.siteswap.site.WrongConfiguration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(NoticeProperties.class)
class NoticeConfiguration {
  private static final OutgoingUrl CHAT =
      new OutgoingUrl("the address of a chat", "https://hooks.slack.com/services/…");

  @Bean
  ConfigurationCheck noticesCanBeTold(NoticeProperties properties) {
    return () -> {
      properties
          .addresses()
          .keySet()
          .forEach(group -> refuseUnknown("siteswap.notices.addresses", group, Groups.ALL));
      properties.webhooks().forEach(NoticeConfiguration::check);
    };
  }

  private static void check(String name, NoticeProperties.Webhook webhook) {
    String at = "siteswap.notices.webhooks.%s.".formatted(name);
    if (!name.matches("[A-Za-z0-9_-]{1,40}")) {
      throw new WrongConfiguration(
          at + "type: '" + name + "' is no name of a chat", "Expected letters, digits, - and _.");
    }
    if (Chat.of(webhook.type()).isEmpty()) {
      throw new WrongConfiguration(
          at + "type is '" + webhook.type() + "'", "Expected slack or teams.");
    }
    CHAT.check(at + "url", webhook.url(), webhook.allowHttp());
    webhook.groups().forEach(group -> refuseUnknown(at + "groups", group, Groups.ALL));
    List<String> kinds = Stream.of(Kind.values()).map(Kind::word).toList();
    webhook.kinds().forEach(kind -> refuseUnknown(at + "kinds", kind, kinds));
  }

  private static void refuseUnknown(String property, String value, List<String> known) {
    if (!known.contains(value)) {
      throw new WrongConfiguration(
          "%s has '%s'".formatted(property, value),
          "Expected some of: " + String.join(", ", known) + ".");
    }
  }
}
