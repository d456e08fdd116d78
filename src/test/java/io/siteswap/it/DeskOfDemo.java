package io.siteswap.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The demo desk of a Siteswap, as people and programs reach it. */
record DeskOfDemo(Rest rest) {
  private static final String CHANGES = "/api/now/table/change_request/";

  static DeskOfDemo at(int port) {
    return new DeskOfDemo(Rest.of(URI.create("http://127.0.0.1:" + port)).as("desk", "desk"));
  }

  void click(String ticket, String action) {
    rest.post("/desk/changes/" + ticket + "/" + action, "").ok();
  }

  void write(String ticket, String json) {
    rest.send("PATCH", CHANGES + ticket, json).ok();
  }

  String page() {
    return rest.get("/desk").ok().body();
  }

  List<String> notes() {
    JsonNode notes = rest.get("/api/now/table/sys_journal_field").ok().json().get("result");
    return StreamSupport.stream(notes.spliterator(), false)
        .map(note -> note.get("value").asText())
        .toList();
  }

  void awaitNote(String words) {
    JarProcess.await(
        "the ticket hears: " + words + "; it has heard " + notes(),
        Duration.ofSeconds(60),
        () -> notes().stream().anyMatch(note -> note.contains(words)));
  }
}
