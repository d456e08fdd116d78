package io.siteswap.twin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.twin.protocol.Answer;
import io.siteswap.twin.protocol.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** ServiceNow's Table and Attachment API, as far as Siteswap uses it. */
final class TableApi {
  static final String BASE = "/api/now/";
  static final String USER = "desk";
  static final String PASSWORD = "desk";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String CHANGES = "change_request";
  private static final String NOTES = "sys_journal_field";
  private static final int MANY = 1000;

  /** What is called so in the API, and in no other way than by a name. */
  private static final String EQUALS = "=";

  private static final String LIKE = "LIKE";

  private final Desk desk;

  TableApi(Desk desk) {
    this.desk = desk;
  }

  Reply answer(Request request, byte[] body) {
    if (!isSignedIn(request)) {
      return failure(401, "User Not Authenticated", "Required to provide Auth information");
    }
    List<String> steps = Request.steps(request.path()).subList(2, steps(request));
    return switch (request.method() + " " + pattern(steps)) {
      case "GET table/change_request" -> list(request, desk.changes().stream().map(this::row));
      case "POST table/change_request" ->
          one(request, 201, row(desk.open(USER, fields(text(body)))));
      case "GET table/change_request/*" -> one(request, 200, row(desk.get(steps.get(2))));
      case "PATCH table/change_request/*", "PUT table/change_request/*" ->
          one(request, 200, row(desk.update(steps.get(2), USER, input(request, text(body)))));
      case "GET table/sys_journal_field" -> list(request, notes());
      case "GET attachment" -> list(request, desk.attachments().map(this::row));
      case "POST attachment/file" -> attach(request, body);
      case "GET attachment/*/file" -> file(steps.get(1));
      default ->
          failure(
              404,
              "Invalid table or path",
              "the demo desk has no %s %s".formatted(request.method(), request.path()));
    };
  }

  private static int steps(Request request) {
    return Request.steps(request.path()).size();
  }

  /** The ids of records left out. */
  private static String pattern(List<String> steps) {
    Set<String> names = Set.of("table", CHANGES, NOTES, "attachment", "file");
    return steps.stream()
        .map(step -> names.contains(step) ? step : "*")
        .collect(Collectors.joining("/"));
  }

  private static boolean isSignedIn(Request request) {
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    return request.header("Authorization").filter(expected::equals).isPresent();
  }

  static Reply failure(int status, String message, String detail) {
    ObjectNode node = NODES.objectNode();
    node.putObject("error").put("message", message).put("detail", detail);
    return json(status, node.put("status", "failure"));
  }

  private static Reply json(int status, JsonNode node) {
    return Reply.of(status, Answer.JSON + ";charset=UTF-8", node.toString());
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** As they are kept, or as they are displayed where the asker says so. */
  private static Map<String, String> input(Request request, String body) {
    Map<String, String> fields = fields(body);
    if (request.parameter("sysparm_input_display_value").filter("true"::equals).isPresent()) {
      fields.replaceAll(Choices::kept);
    }
    return fields;
  }

  private static Map<String, String> fields(String body) {
    try {
      JsonNode node = JSON.readTree(body);
      if (!node.isObject()) {
        throw new BadRequest(400, "the body is no JSON object");
      }
      Map<String, String> fields = new LinkedHashMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
      return fields;
    } catch (JsonProcessingException e) {
      throw new BadRequest(400, "the body is no JSON: " + e.getOriginalMessage());
    }
  }

  /** A record as it is kept, and as it is displayed. */
  private record Row(Map<String, String> kept, Map<String, String> displayed) {
    String get(String field) {
      return kept.getOrDefault(field, "");
    }

    ObjectNode node(Set<String> wanted, String display) {
      ObjectNode node = NODES.objectNode();
      kept.keySet().stream()
          .filter(field -> wanted.isEmpty() || wanted.contains(field))
          .forEach(field -> put(node, field, display));
      return node;
    }

    private void put(ObjectNode node, String field, String display) {
      String shown = displayed.getOrDefault(field, get(field));
      if (display.equals("all")) {
        node.putObject(field).put("display_value", shown).put("value", get(field));
      } else {
        node.put(field, display.equals("true") ? shown : get(field));
      }
    }
  }

  private Row row(ChangeRequest change) {
    Map<String, String> kept = new LinkedHashMap<>(change.fields);
    // A journal has no value of its own; displayed it is all that was written.
    kept.put(ChangeRequest.NOTES, "");
    Map<String, String> displayed = new LinkedHashMap<>();
    kept.forEach((field, value) -> displayed.put(field, Choices.display(field, value)));
    displayed.put(
        ChangeRequest.NOTES,
        change.notes.stream()
            .map(
                note ->
                    "%s - %s (Work notes)\n%s\n\n".formatted(note.at(), note.who(), note.text()))
            .collect(Collectors.joining()));
    return new Row(kept, displayed);
  }

  private Row row(Map.Entry<ChangeRequest, ChangeRequest.Attached> attached) {
    ChangeRequest.Attached file = attached.getValue();
    Map<String, String> kept = new LinkedHashMap<>();
    kept.put(ChangeRequest.SYS_ID, file.sysId());
    kept.put("table_name", CHANGES);
    kept.put("table_sys_id", attached.getKey().get(ChangeRequest.SYS_ID));
    kept.put("file_name", file.name());
    kept.put("content_type", file.type());
    kept.put("size_bytes", "" + Base64.getDecoder().decode(file.content()).length);
    kept.put("sys_created_on", Choices.kept(file.at()));
    return new Row(kept, Map.of());
  }

  private Stream<Row> notes() {
    return desk.changes().stream()
        .flatMap(change -> change.notes.stream().map(note -> row(change, note)));
  }

  private static Row row(ChangeRequest change, ChangeRequest.Note note) {
    Map<String, String> kept = new LinkedHashMap<>();
    kept.put(ChangeRequest.SYS_ID, note.sysId());
    kept.put("name", CHANGES);
    kept.put("element", ChangeRequest.NOTES);
    kept.put("element_id", change.get(ChangeRequest.SYS_ID));
    kept.put("value", note.text());
    kept.put("sys_created_on", Choices.kept(note.at()));
    kept.put("sys_created_by", note.who());
    return new Row(kept, Map.of());
  }

  private static Reply list(Request request, Stream<Row> all) {
    ObjectNode node = NODES.objectNode();
    ArrayNode result = node.putArray("result");
    all.filter(row -> matches(row, request.parameter("sysparm_query").orElse("")))
        .skip(number(request, "sysparm_offset", 0))
        .limit(number(request, "sysparm_limit", MANY))
        .forEach(row -> result.add(row.node(wanted(request), display(request))));
    return json(200, node);
  }

  private static Reply one(Request request, int status, Row row) {
    ObjectNode node = NODES.objectNode();
    node.set("result", row.node(wanted(request), display(request)));
    return json(status, node);
  }

  private static int number(Request request, String parameter, int usual) {
    String text = request.parameter(parameter).orElse("" + usual);
    if (!text.matches("\\d{1,6}")) {
      throw new BadRequest(400, "%s is '%s': expected a number".formatted(parameter, text));
    }
    return Integer.parseInt(text);
  }

  private static Set<String> wanted(Request request) {
    return request.parameter("sysparm_fields").stream()
        .flatMap(fields -> Stream.of(fields.split(",")))
        .map(String::trim)
        .collect(Collectors.toSet());
  }

  private static String display(Request request) {
    return request.parameter("sysparm_display_value").orElse("false");
  }

  /** An encoded query of conditions that all hold; orders are not followed. */
  private static boolean matches(Row row, String query) {
    return Stream.of(query.split("\\^"))
        .filter(condition -> !condition.isEmpty() && !condition.startsWith("ORDERBY"))
        .allMatch(condition -> holds(row, condition));
  }

  private static boolean holds(Row row, String condition) {
    int equals = condition.indexOf(EQUALS);
    int like = condition.indexOf(LIKE);
    if (like > 0 && (equals < 0 || like < equals)) {
      return row.get(condition.substring(0, like))
          .contains(condition.substring(like + LIKE.length()));
    }
    if (equals < 0) {
      throw new BadRequest(400, "'%s' is no condition: expected field=value".formatted(condition));
    }
    return row.get(condition.substring(0, equals)).equals(condition.substring(equals + 1));
  }

  private Reply attach(Request request, byte[] body) {
    Function<String, String> required =
        name ->
            request
                .parameter(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new BadRequest(400, name + " is missing"));
    if (!required.apply("table_name").equals(CHANGES)) {
      throw new BadRequest(400, "table_name is no change_request");
    }
    ChangeRequest.Attached attached =
        desk.attach(
            required.apply("table_sys_id"),
            required.apply("file_name"),
            request.header("Content-Type").orElse("application/octet-stream"),
            body);
    return one(request, 201, row(desk.attachment(attached.sysId()).orElseThrow()));
  }

  private Reply file(String id) {
    ChangeRequest.Attached file =
        desk.attachment(id).orElseThrow(() -> new BadRequest(404, "No Record found")).getValue();
    return Reply.file(file.type(), Base64.getDecoder().decode(file.content()));
  }
}
