package io.siteswap.notice;

import io.siteswap.outbox.Message;
import io.siteswap.outbox.Messenger;
import io.siteswap.outbox.NotNow;
import io.siteswap.outbox.Undeliverable;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Says by mail what waits for a person. */
@Component
class MailMessenger implements Messenger {
  private final ObjectProvider<JavaMailSender> sender;
  private final NoticeProperties properties;

  MailMessenger(ObjectProvider<JavaMailSender> sender, NoticeProperties properties) {
    this.sender = sender;
    this.properties = properties;
  }

  @Override
  public boolean carries(String channel) {
    return channel.equals(Channels.MAIL) && sender.getIfAvailable() != null;
  }

  @Override
  public void deliver(Message message, boolean again) {
    Letter letter = Letter.read(message.body());
    try {
      JavaMailSender mail = sender.getObject();
      mail.send(written(mail, message, letter));
    } catch (AddressException e) {
      throw new Undeliverable("'%s' is no address: %s".formatted(letter.to(), e.getMessage()));
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail of text can always be written", e);
    } catch (MailException e) {
      refuse(e, letter);
    }
  }

  /** An address that the mail server does not know stays unknown; all else may pass. */
  private static void refuse(MailException e, Letter letter) {
    boolean unknown =
        e instanceof MailSendException failed
            && failed.getFailedMessages().values().stream()
                .anyMatch(
                    why ->
                        why instanceof SendFailedException refused
                            && refused.getInvalidAddresses() != null
                            && refused.getInvalidAddresses().length > 0);
    if (unknown) {
      throw new Undeliverable("the mail server does not take mail for " + letter.to());
    }
    throw new NotNow("the mail server does not take it: " + firstLine(e), Optional.empty());
  }

  private static String firstLine(MailException e) {
    String text = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    return text.lines().findFirst().orElse("");
  }

  private MimeMessage written(JavaMailSender mail, Message message, Letter letter)
      throws MessagingException {
    MimeMessage mime = new Named(mail.createMimeMessage(), id(message));
    mime.setFrom(new InternetAddress(properties.from(), true));
    mime.setRecipient(RecipientType.TO, new InternetAddress(letter.to(), true));
    // Whoever writes a reason writes no header.
    mime.setSubject(letter.title().replaceAll("\\p{Cntrl}+", " "), "UTF-8");
    mime.setText("%s%n%n%s%n".formatted(letter.text(), letter.link()), "UTF-8");
    return mime;
  }

  /** The same for the same message: a mailbox shows one that arrives twice once. */
  private static String id(Message message) {
    byte[] what = (message.subject() + " " + message.key()).getBytes(StandardCharsets.UTF_8);
    return "<%s@siteswap>".formatted(UUID.nameUUIDFromBytes(what));
  }

  /** Saving a mail would give it an id of its own. */
  private static final class Named extends MimeMessage {
    private final String id;

    Named(MimeMessage empty, String id) throws MessagingException {
      super(empty.getSession());
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
