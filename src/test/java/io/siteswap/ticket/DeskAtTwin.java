package io.siteswap.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the demo desk of a twin, and can be away. */
public final class DeskAtTwin implements ChangeDesk {
  private final URI root;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> notes = new ArrayList<>();
  private boolean away;

  public DeskAtTwin(URI root) {
    this.root = root;
  }

  public void setAway(boolean isAway) {
    away = isAway;
  }

  public static Desks desks(ChangeDesk desk, TicketProperties properties) {
    return new Desks(List.of(desk), properties);
  }

  public List<String> notes() {
    return notes;
  }

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public Ticket read(String number) {
    if (away) {
      throw new DeskAway("desk demo does not answer", Optional.empty());
    }
    JsonNode found = get("/api/now/table/change_request?sysparm_query=number=" + number);
    JsonNode row = found.at("/result/0");
    if (row.isMissingNode()) {
      throw new TicketNotFound("demo", number);
    }
    Map<String, String> fields = new HashMap<>();
    row.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    return new Ticket(
        "demo",
        number,
        fields.get("sys_id"),
        fields.get("short_description"),
        fields.get("description"),
        fields.get("state"),
        List.of("-2", "-1").contains(fields.get("state")),
        List.of("3", "4").contains(fields.get("state")),
        fields.get("approval"),
        fields.get("approval").equals("approved"),
        fields.get("on_hold").equals("true"),
        Optional.of(fields.get("conflict_status")).filter(word -> word.equals("Conflict")),
        time(fields.get("start_date")),
        time(fields.get("end_date")),
        Ticket.Type.valueOf(fields.get("type").toUpperCase(java.util.Locale.ROOT)),
        fields,
        fields.get("sys_updated_on"));
  }

  private static Optional<Instant> time(String text) {
    return Optional.of(text)
        .filter(value -> !value.isEmpty())
        .map(value -> Instant.parse(value.replace(' ', 'T') + "Z"));
  }

  private JsonNode get(String path) {
    try {
      return new ObjectMapper()
          .readTree(
              http.send(
                      HttpRequest.newBuilder(root.resolve(path))
                          .header(
                              "Authorization",
                              "Basic "
                                  + Base64.getEncoder().encodeToString("desk:desk".getBytes(UTF_8)))
                          .build(),
                      BodyHandlers.ofString())
                  .body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean hasHeard(String number, String mark) {
    return false;
  }

  @Override
  public void note(String number, String mark, String text) {
    notes.add(text);
  }

  @Override
  public void transition(String number, String mark, String state) {}

  @Override
  public void attach(String number, String mark, Attachment attachment) {}
}
