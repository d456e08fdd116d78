package io.siteswap.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.ticket.TicketReader.Value;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Jira's REST API: v2 of Data Center, v3 of Cloud, which has long texts as documents. */
final class JiraDesk implements ChangeDesk {
  private static final String COMMENTS = "/comment";
  private static final String STATUS = "status";
  private static final int CLOUD = 3;

  /** Our note is among the newest. */
  private static final String NEWEST = "100";

  private final String name;
  private final DeskHttp http;
  private final TicketReader reader;
  private final int api;

  JiraDesk(String name, DeskHttp http, TicketReader reader, int api) {
    this.name = name;
    this.http = http;
    this.reader = reader;
    this.api = api;
  }

  @Override
  public String name() {
    return name;
  }

  private URI issue(String number, String below, Map<String, String> query) {
    return http.at(
        "/rest/api/" + api + "/issue/{0}" + below, query, TicketNumber.checked(name, number));
  }

  /** A field is known by its id, and by the name that people see. */
  @Override
  public Ticket read(String number) {
    JsonNode issue = http.get(issue(number, "", Map.of("expand", "names")), number);
    if (!issue.path("fields").isObject()) {
      throw http.away("answers without fields", Optional.empty());
    }
    Map<String, Value> fields = new HashMap<>();
    issue
        .path("fields")
        .properties()
        .forEach(
            field -> {
              Value value = Value.of(text(field.getValue()));
              fields.put(field.getKey(), value);
              String shown = issue.path("names").path(field.getKey()).asText("");
              if (!shown.isEmpty()) {
                fields.putIfAbsent(shown, value);
              }
            });
    String updated = issue.path("fields").path("updated").asText();
    return reader.read(number, issue.path("id").asText(), updated, fields);
  }

  private static String text(JsonNode field) {
    if (field.isArray()) {
      return StreamSupport.stream(field.spliterator(), false)
          .map(JiraDesk::text)
          .collect(Collectors.joining(", "));
    }
    if (!field.isObject()) {
      return field.isNull() ? "" : field.asText();
    }
    if (field.path("type").asText().equals("doc")) {
      return AtlassianText.text(field);
    }
    return Stream.of("value", "name", "displayName")
        .map(part -> field.path(part).asText(""))
        .filter(part -> !part.isEmpty())
        .findFirst()
        .orElse("");
  }

  @Override
  public boolean hasHeard(String number, Mark mark) {
    JsonNode comments =
        http.get(
            issue(number, COMMENTS, Map.of("orderBy", "-created", "maxResults", NEWEST)), number);
    JsonNode issue = http.get(issue(number, "", Map.of("fields", "attachment")), number);
    Stream<String> texts =
        StreamSupport.stream(comments.path("comments").spliterator(), false)
            .map(comment -> AtlassianText.text(comment.path("body")));
    Stream<String> files =
        StreamSupport.stream(issue.at("/fields/attachment").spliterator(), false)
            .map(file -> file.path("filename").asText());
    return Stream.concat(texts, files).anyMatch(text -> text.contains(mark.word()));
  }

  @Override
  public void note(String number, Mark mark, String text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (api == CLOUD) {
      body.set("body", AtlassianText.document(mark.in(text)));
    } else {
      body.put("body", mark.in(text));
    }
    var unused = http.send(HttpMethod.POST, issue(number, COMMENTS, Map.of()), number, body);
  }

  /** Jira moves along its workflow: what leads to the state is looked up by name. */
  @Override
  public void transition(String number, Mark mark, String state) {
    if (isIn(number, state)) {
      return;
    }
    URI at = issue(number, "/transitions", Map.of());
    List<JsonNode> offered =
        StreamSupport.stream(http.get(at, number).path("transitions").spliterator(), false)
            .toList();
    JsonNode way =
        offered.stream()
            .filter(one -> leadsTo(one, state))
            .findFirst()
            .orElseThrow(
                () ->
                    new DeskRefused(
                        "desk %s has no way for ticket %s to %s from where it is, but to %s"
                            .formatted(name, number, state, names(offered))));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("transition").put("id", way.path("id").asText());
    var unused = http.send(HttpMethod.POST, at, number, body);
  }

  private boolean isIn(String number, String state) {
    return http.get(issue(number, "", Map.of("fields", STATUS)), number)
        .at("/fields/status/name")
        .asText()
        .equalsIgnoreCase(state);
  }

  private static boolean leadsTo(JsonNode transition, String state) {
    return transition.at("/to/name").asText().equalsIgnoreCase(state)
        || transition.path("name").asText().equalsIgnoreCase(state);
  }

  private static String names(List<JsonNode> offered) {
    return offered.stream().map(one -> one.at("/to/name").asText()).toList().toString();
  }

  @Override
  public void attach(String number, Mark mark, Attachment attachment) {
    String fileName = mark.inName(attachment.fileName());
    HttpHeaders part = new HttpHeaders();
    part.setContentType(MediaType.parseMediaType(attachment.mediaType()));
    MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
    form.add(
        "file",
        new HttpEntity<>(
            new ByteArrayResource(attachment.text().getBytes(StandardCharsets.UTF_8)) {
              @Override
              public String getFilename() {
                return fileName;
              }
            },
            part));
    var unused =
        http.send(
            HttpMethod.POST,
            issue(number, "/attachments", Map.of()),
            number,
            headers -> {
              headers.setContentType(MediaType.MULTIPART_FORM_DATA);
              // Else Jira takes it for a forged form.
              headers.set("X-Atlassian-Token", "no-check");
            },
            form);
  }
}
