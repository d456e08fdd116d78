package io.siteswap.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.siteswap.outbox.Message;
import io.siteswap.outbox.NotNow;
import io.siteswap.outbox.Undeliverable;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail goes out or waits; what a requester has typed is never more than text. */
class MailMessengerTest {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aTitleIsNoHeader() throws Exception {
    messenger().deliver(letter("a@example.com", "CHG1\r\nBcc: evil@example.com"), false);

    assertThat(server.getReceivedMessages()).hasSize(1);
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("CHG1 Bcc: evil@example.com");
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getFrom()[0]).hasToString("siteswap@example.com");
  }

  @Test
  void waitsForAServerThatIsAway() {
    MailMessenger messenger = messenger();
    server.stop();

    assertThatThrownBy(() -> messenger.deliver(letter("a@example.com", "CHG1"), false))
        .isInstanceOf(NotNow.class)
        .hasMessageStartingWith("the mail server does not take it");
  }

  @Test
  void givesUpOnWhatIsNoAddress() {
    assertThatThrownBy(() -> messenger().deliver(letter("nobody at all", "CHG1"), false))
        .isInstanceOf(Undeliverable.class)
        .hasMessageStartingWith("'nobody at all' is no address");
  }

  private MailMessenger messenger() {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(server.getSmtp().getPort());
    StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("mail", sender));
    return new MailMessenger(
        beans.getBeanProvider(JavaMailSender.class),
        new NoticeProperties("siteswap@example.com", Map.of(), Map.of(), Duration.ofDays(1)));
  }

  private static Message letter(String to, String title) {
    Letter letter = new Letter(to, title, "text", "http://localhost/tasks/1");
    return new Message(Channels.MAIL, "a", "k", Channels.LETTER, letter.write());
  }
}
