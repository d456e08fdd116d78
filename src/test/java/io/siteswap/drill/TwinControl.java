package io.siteswap.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

/** The twin as anybody reaches it: over HTTP. */
public final class TwinControl {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADMIN =
      "Basic " + Base64.getEncoder().encodeToString("admin@internal:admin".getBytes(UTF_8));

  private static final String DESK =
      "Basic " + Base64.getEncoder().encodeToString("desk:desk".getBytes(UTF_8));

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;

  TwinControl(URI api) {
    this.root = api.resolve("/");
  }

  /** An answer of the twin's controls, e.g. {@code control("POST", "faults", "{…}")}. */
  public JsonNode control(String method, String path, String json) {
    return send(method, "/twin/" + path, json, ADMIN);
  }

  /** An answer of the Manager's API, as JSON. */
  public JsonNode api(String method, String path, String json) {
    return send(method, "/ovirt-engine/api" + path, json, ADMIN);
  }

  /** An answer of the desk beside it. */
  public JsonNode desk(String method, String path, String json) {
    return send(method, path, json, DESK);
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode send(String method, String path, String json, String who) {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(path))
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("Authorization", who)
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new IllegalStateException(
            "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
