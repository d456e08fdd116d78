package io.siteswap.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.ticket.TicketReader.Value;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpMethod;

/** Request Tracker's REST2. */
final class RequestTrackerDesk implements ChangeDesk {
  private static final String COMMENT = "/comment";
  private static final String STATUS = "Status";
  private static final String CONTENT = "Content";
  private static final String CONTENT_TYPE = "ContentType";
  private static final int PAGE = 100;

  private final String name;
  private final DeskHttp http;
  private final TicketReader reader;

  RequestTrackerDesk(String name, DeskHttp http, TicketReader reader) {
    this.name = name;
    this.http = http;
    this.reader = reader;
  }

  @Override
  public String name() {
    return name;
  }

  private URI ticket(String number, String below, Map<String, String> query) {
    return http.at("/REST/2.0/ticket/{0}" + below, query, TicketNumber.checked(name, number));
  }

  /** A custom field is known by its name, beside RT's own fields. */
  @Override
  public Ticket read(String number) {
    JsonNode ticket = find(number);
    Map<String, Value> fields = new HashMap<>();
    ticket
        .path("CustomFields")
        .forEach(field -> fields.put(field.path("name").asText(), Value.of(values(field))));
    ticket
        .properties()
        .forEach(field -> fields.put(field.getKey(), Value.of(text(field.getValue()))));
    return reader.read(
        number, ticket.path("id").asText(), ticket.path("LastUpdated").asText(), fields);
  }

  private JsonNode find(String number) {
    JsonNode ticket = http.get(ticket(number, "", Map.of()), number);
    if (!ticket.has(STATUS)) {
      throw http.away("answers without a ticket", Optional.empty());
    }
    return ticket;
  }

  private static String values(JsonNode field) {
    return StreamSupport.stream(field.path("values").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  /** What points at something else has a name or an id. */
  private static String text(JsonNode field) {
    if (field.isObject()) {
      return field.path("Name").asText(field.path("id").asText(""));
    }
    return field.isNull() ? "" : field.asText("");
  }

  /** What was said has the mark as its subject, and a file in its name. */
  @Override
  public boolean hasHeard(String number, Mark mark) {
    return has(number, "/history", "Data", mark) || has(number, "/attachments", "Filename", mark);
  }

  /** Page by page, the oldest first; RT tells how many there are only to those who see them all. */
  private boolean has(String number, String where, String field, Mark mark) {
    JsonNode items;
    int page = 1;
    do {
      Map<String, String> query =
          Map.of("fields", field, "per_page", "" + PAGE, "page", "" + page++);
      items = http.get(ticket(number, where, query), number).path("items");
      if (StreamSupport.stream(items.spliterator(), false)
          .anyMatch(item -> item.path(field).asText().contains(mark.word()))) {
        return true;
      }
    } while (items.size() == PAGE);
    return false;
  }

  @Override
  public void note(String number, Mark mark, String text) {
    var unused =
        http.send(
            HttpMethod.POST,
            ticket(number, COMMENT, Map.of()),
            number,
            comment(mark, mark.in(text)));
  }

  private static ObjectNode comment(Mark mark, String text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Subject", "Siteswap: " + mark.event() + " " + mark.word())
        .put(CONTENT, text)
        .put(CONTENT_TYPE, "text/plain");
  }

  /** RT answers 200 with a sentence when it does not change a status. */
  @Override
  public void transition(String number, Mark mark, String state) {
    if (isIn(number, state)) {
      return;
    }
    JsonNode said =
        http.send(
            HttpMethod.PUT,
            ticket(number, "", Map.of()),
            number,
            JsonNodeFactory.instance.objectNode().put(STATUS, state));
    if (!isIn(number, state)) {
      throw new DeskRefused(
          "desk %s does not bring ticket %s to %s: %s"
              .formatted(name, number, state, said.path(0).asText()));
    }
  }

  private boolean isIn(String number, String state) {
    return find(number).path(STATUS).asText().equalsIgnoreCase(state);
  }

  @Override
  public void attach(String number, Mark mark, Attachment attachment) {
    ObjectNode body = comment(mark, mark.in(attachment.fileName()));
    body.putArray("Attachments")
        .addObject()
        .put("FileName", mark.inName(attachment.fileName()))
        .put("FileType", attachment.mediaType())
        .put(
            "FileContent",
            Base64.getEncoder().encodeToString(attachment.text().getBytes(StandardCharsets.UTF_8)));
    var unused = http.send(HttpMethod.POST, ticket(number, COMMENT, Map.of()), number, body);
  }
}
