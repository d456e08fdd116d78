package io.siteswap.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.siteswap.ticket.TicketReader.Value;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** ServiceNow's Table API for {@code change_request}, and its Attachment API. */
final class ServiceNowDesk implements ChangeDesk {
  private static final String TABLE = "/api/now/table/change_request";
  private static final String RESULT = "result";
  private static final String NOTES = "work_notes";
  private static final String DISPLAY = "sysparm_display_value";

  private final String name;
  private final DeskHttp http;
  private final TicketReader reader;

  ServiceNowDesk(String name, DeskHttp http, TicketReader reader) {
    this.name = name;
    this.http = http;
    this.reader = reader;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Ticket read(String number) {
    JsonNode change = find(number);
    Map<String, Value> fields = new HashMap<>();
    change.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
    return reader.read(number, id(change), value(change.path("sys_mod_count")).kept(), fields);
  }

  /**
   * Both as it is displayed, in the time and language of our user, and as it is kept, where times
   * are UTC.
   */
  private JsonNode find(String number) {
    TicketNumber.checked(name, number);
    URI at =
        http.at(
            TABLE,
            Map.of(
                "sysparm_query",
                "number=" + number,
                DISPLAY,
                "all",
                "sysparm_exclude_reference_link",
                "true",
                "sysparm_limit",
                "2"));
    JsonNode result = list(http.get(at, number));
    // A query that ServiceNow does not understand is left out, and then finds everything.
    return StreamSupport.stream(result.spliterator(), false)
        .filter(change -> value(change.path("number")).kept().equals(number))
        .findFirst()
        .orElseThrow(() -> new TicketNotFound(name, number));
  }

  private JsonNode list(JsonNode answer) {
    if (!answer.path(RESULT).isArray()) {
      throw http.away("answers without a result", Optional.empty());
    }
    return answer.path(RESULT);
  }

  private static String id(JsonNode change) {
    return value(change.path("sys_id")).kept();
  }

  private static Value value(JsonNode field) {
    return field.isObject()
        ? new Value(field.path("display_value").asText(""), field.path("value").asText(""))
        : Value.of(field.asText(""));
  }

  @Override
  public boolean hasHeard(String number, Mark mark) {
    JsonNode change = find(number);
    return value(change.path(NOTES)).shown().contains(mark.word())
        || hasFile(number, id(change), mark);
  }

  private boolean hasFile(String number, String id, Mark mark) {
    URI at =
        http.at(
            "/api/now/attachment",
            Map.of(
                "sysparm_query",
                "table_sys_id=" + id + "^file_nameLIKE" + mark.word(),
                "sysparm_limit",
                "1"));
    return !list(http.get(at, number)).isEmpty();
  }

  @Override
  public void note(String number, Mark mark, String text) {
    patch(number, id(find(number)), NOTES, mark.in(text), false);
  }

  /** ServiceNow answers 200 to a move that its model of states does not have, and stays. */
  @Override
  public void transition(String number, Mark mark, String state) {
    JsonNode change = find(number);
    if (is(change, state)) {
      return;
    }
    boolean named = !state.matches("-?\\d+");
    JsonNode after = patch(number, id(change), "state", state, named).path(RESULT);
    if (!is(after, state)) {
      throw new DeskRefused(
          "desk %s leaves ticket %s in state %s, and does not bring it to %s"
              .formatted(name, number, value(after.path("state")).shown(), state));
    }
  }

  private static boolean is(JsonNode change, String state) {
    return value(change.path("state")).isOne(List.of(state));
  }

  private JsonNode patch(String number, String id, String field, String text, boolean named) {
    URI at =
        http.at(
            TABLE + "/{0}", Map.of(DISPLAY, "all", "sysparm_input_display_value", "" + named), id);
    return http.send(
        HttpMethod.PATCH, at, number, JsonNodeFactory.instance.objectNode().put(field, text));
  }

  @Override
  public void attach(String number, Mark mark, Attachment attachment) {
    URI at =
        http.at(
            "/api/now/attachment/file",
            Map.of(
                "table_name",
                "change_request",
                "table_sys_id",
                id(find(number)),
                "file_name",
                mark.inName(attachment.fileName())));
    var unused =
        http.send(
            HttpMethod.POST,
            at,
            number,
            headers -> headers.setContentType(MediaType.parseMediaType(attachment.mediaType())),
            attachment.text().getBytes(StandardCharsets.UTF_8));
  }
}
