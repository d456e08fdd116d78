package io.siteswap.notice;

import io.siteswap.engine.Members;
import io.siteswap.engine.Members.Member;
import io.siteswap.outbox.Message;
import io.siteswap.outbox.Outbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Tells people something, in the transaction of whoever has made it true: each of them finds it on
 * their page, and what leaves Siteswap waits in the outbox.
 */
@Component
class Announcer {
  private final Members members;
  private final Notices notices;
  private final Outbox outbox;
  private final NoticeProperties properties;
  private final boolean mails;

  Announcer(
      Members members,
      Notices notices,
      Outbox outbox,
      NoticeProperties properties,
      ObjectProvider<JavaMailSender> mail) {
    this.members = members;
    this.notices = notices;
    this.outbox = outbox;
    this.properties = properties;
    this.mails = mail.getIfAvailable() != null;
  }

  void tell(News news) {
    notices.forgetOld();
    Map<String, Member> told = new TreeMap<>();
    Stream.concat(
            news.groups().stream().flatMap(group -> members.of(group).stream()),
            news.people().stream().map(members::named).flatMap(Optional::stream))
        .filter(member -> !news.except().contains(member.name()))
        .forEach(member -> told.put(member.name(), member));
    told.values().forEach(member -> tell(member, news));
    mailboxes(news).forEach(address -> mail(address, address, news));
    properties.webhooks().forEach((name, webhook) -> tell(name, webhook, news));
  }

  private void tell(Member member, News news) {
    notices.add(member.name(), news);
    member.mail().ifPresent(address -> mail(member.name(), address, news));
  }

  private List<String> mailboxes(News news) {
    return news.groups().stream()
        .flatMap(group -> properties.addresses().getOrDefault(group, List.of()).stream())
        .distinct()
        .toList();
  }

  private void mail(String recipient, String address, News news) {
    if (mails) {
      put(Channels.MAIL, recipient, news, address);
    }
  }

  private void tell(String name, NoticeProperties.Webhook webhook, News news) {
    boolean hearsOf =
        webhook.groups().isEmpty() || webhook.groups().stream().anyMatch(news.groups()::contains);
    boolean hears = webhook.kinds().isEmpty() || webhook.kinds().contains(news.kind().word());
    if (hearsOf && hears) {
      put(Channels.chat(name), news.runId(), news, "");
    }
  }

  private void put(String channel, String subject, News news, String to) {
    Letter letter = new Letter(to, news.title(), news.text(), news.link());
    outbox.put(new Message(channel, subject, news.key(), Channels.LETTER, letter.write()));
  }
}
