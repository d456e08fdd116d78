package io.siteswap.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.outbox.Message;
import io.siteswap.outbox.Outbox;
import org.springframework.stereotype.Component;

/**
 * What tickets are to hear. It is written in the transaction of the caller, and said to the desk
 * after that; nobody waits for the desk. Without a desk for the ticket nothing is said.
 */
@Component
public class DeskOutbox {
  static final String NOTE = "note";
  static final String TRANSITION = "transition";
  static final String ATTACH = "attach";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Desks desks;
  private final Outbox outbox;

  DeskOutbox(Desks desks, Outbox outbox) {
    this.desks = desks;
    this.outbox = outbox;
  }

  /**
   * Says something to the ticket.
   *
   * @param key names what is said among all that this ticket hears; the same key is said once
   */
  public void note(String ticket, String key, String text) {
    put(ticket, key, NOTE, text);
  }

  /** Brings the ticket into that state, as the desk calls it. */
  public void transition(String ticket, String key, String state) {
    put(ticket, key, TRANSITION, state);
  }

  public void attach(String ticket, String key, Attachment attachment) {
    put(ticket, key, ATTACH, write(attachment));
  }

  private void put(String ticket, String key, String kind, String body) {
    desks
        .of(ticket)
        .ifPresent(desk -> outbox.put(new Message(desk.name(), ticket, key, kind, body)));
  }

  /** What a ticket hears, in words for people. */
  public static String words(Message message) {
    return switch (message.kind()) {
      case TRANSITION -> "brings it into state '%s'".formatted(message.body());
      case ATTACH -> "attaches " + attachment(message).fileName();
      default -> message.body();
    };
  }

  static Attachment attachment(Message message) {
    try {
      return JSON.readValue(message.body(), Attachment.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an attachment is kept as it was written", e);
    }
  }

  private static String write(Attachment attachment) {
    try {
      return JSON.writeValueAsString(attachment);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text is always JSON", e);
    }
  }
}
