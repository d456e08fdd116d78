package io.siteswap.notice;

import io.siteswap.engine.Members;
import io.siteswap.engine.Members.Member;
import io.siteswap.outbox.Message;
import io.siteswap.outbox.Outbox;
import io.siteswap.site.Links;
import java.time.Duration;
import java.time.InstantSource;
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
  /** So many letters are told one by one within a while. */
  private static final int AT_ONCE = 20;

  private static final Duration A_WHILE = Duration.ofMinutes(10);

  /** In a chat, what is gathered is of no one run. */
  private static final String GATHERED = "gathered";

  private final Members members;
  private final Notices notices;
  private final Outbox outbox;
  private final NoticeProperties properties;
  private final Sent sent;
  private final Links links;
  private final InstantSource clock;
  private final boolean mails;

  Announcer(
      Members members,
      Notices notices,
      Outbox outbox,
      NoticeProperties properties,
      Sent sent,
      Links links,
      InstantSource clock,
      ObjectProvider<JavaMailSender> mail) {
    this.members = members;
    this.notices = notices;
    this.outbox = outbox;
    this.properties = properties;
    this.sent = sent;
    this.links = links;
    this.clock = clock;
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
    mailboxes(news)
        .forEach(address -> mail(address, address, inStorm(Channels.MAIL, address, news)));
    properties.webhooks().forEach((name, webhook) -> tell(name, webhook, news));
  }

  private void tell(Member member, News news) {
    News said = inStorm(Channels.MAIL, member.name(), news);
    notices.add(member.name(), news, said.key());
    member.mail().ifPresent(address -> mail(member.name(), address, said));
  }

  /** Nobody reads a thousand letters: of many in a short time the last says that there are more. */
  private News inStorm(String channel, String subject, News news) {
    return sent.lately(channel, subject, A_WHILE) < AT_ONCE ? news : gathered(news);
  }

  private News gathered(News news) {
    return new News(
        news.kind(),
        "gathered:" + clock.instant().toEpochMilli() / A_WHILE.toMillis(),
        news.runId(),
        news.groups(),
        news.people(),
        news.except(),
        "Siteswap has more to tell than one by one",
        "More than %d notices have come up within %d minutes. All of them are on the page."
            .formatted(AT_ONCE, A_WHILE.toMinutes()),
        links.to("/notices"));
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
      String channel = Channels.chat(name);
      News said = inStorm(channel, "", news);
      put(channel, said.key().equals(news.key()) ? news.runId() : GATHERED, said, "");
    }
  }

  private void put(String channel, String subject, News news, String to) {
    Letter letter = new Letter(to, news.title(), news.text(), news.link());
    outbox.put(new Message(channel, subject, news.key(), Channels.LETTER, letter.write()));
  }
}
