package io.siteswap.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.ticket.TicketReader.Value;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * Any other desk. It cannot be asked: what it has told last, signed, is its ticket. What it hears
 * are CloudEvents, signed as well; whoever hears one a second time knows it by its id.
 */
final class WebhookDesk implements ChangeDesk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType EVENT = MediaType.parseMediaType("application/cloudevents+json");
  private static final String TYPE = "io.siteswap.run.";

  private final String name;
  private final DeskHttp http;
  private final TicketReader reader;
  private final ToldTickets told;
  private final TicketProperties.Webhook webhook;
  private final String source;
  private final InstantSource clock;

  WebhookDesk(
      String name,
      DeskHttp http,
      TicketReader reader,
      ToldTickets told,
      TicketProperties.Webhook webhook,
      String source,
      InstantSource clock) {
    this.name = name;
    this.http = http;
    this.reader = reader;
    this.told = told;
    this.webhook = webhook;
    this.source = source;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Ticket read(String number) {
    String body = told.of(name, number).orElseThrow(() -> new TicketNotFound(name, number));
    JsonNode ticket = parsed(body).path("ticket");
    Map<String, Value> fields = new HashMap<>();
    ticket
        .path("fields")
        .properties()
        .forEach(field -> fields.put(field.getKey(), Value.of(field.getValue().asText(""))));
    ticket
        .properties()
        .forEach(field -> fields.put(field.getKey(), Value.of(field.getValue().asText(""))));
    return reader.read(number, number, Integer.toHexString(body.hashCode()), fields);
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was told was read before", e);
    }
  }

  @Override
  public boolean hasHeard(String number, Mark mark) {
    return false;
  }

  @Override
  public void note(String number, Mark mark, String text) {
    send(number, mark, "text", JsonNodeFactory.instance.objectNode().put("text", text));
  }

  @Override
  public void transition(String number, Mark mark, String state) {
    send(number, mark, "state", JsonNodeFactory.instance.objectNode().put("state", state));
  }

  @Override
  public void attach(String number, Mark mark, Attachment attachment) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.putObject("attachment")
        .put("fileName", attachment.fileName())
        .put("mediaType", attachment.mediaType())
        .put("text", attachment.text());
    send(number, mark, "attachment", data);
  }

  private void send(String number, Mark mark, String kind, ObjectNode data) {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("specversion", "1.0")
            .put("id", mark.word())
            .put("source", source)
            .put("type", TYPE + mark.event())
            .put("subject", number)
            .put("time", clock.instant().toString())
            .put("datacontenttype", "application/json");
    event.set("data", data.put("ticket", number).put("kind", kind));
    String body = event.toString();
    StandardWebhook signed =
        new StandardWebhook(
            mark.word(), "" + clock.instant().getEpochSecond(), Signature.bytes(body));
    var unused =
        http.send(
            HttpMethod.POST,
            http.at("", Map.of()),
            number,
            headers -> {
              headers.setContentType(EVENT);
              headers.set(StandardWebhook.ID, signed.id());
              headers.set(StandardWebhook.TIMESTAMP, signed.timestamp());
              headers.set(StandardWebhook.SIGNATURE, signed.signature(webhook.secrets().get(0)));
            },
            signed.body());
  }
}
