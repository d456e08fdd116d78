package io.siteswap.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Somebody at the door, by a password with each call, or signed in as a browser is. */
final class Visitor {
  static final String ENGINE_REST = "/engine-rest";
  static final String TASKLIST = "/camunda/api/engine/engine/default";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> PASSWORDS =
      Map.of(
          "operator", "drill-1",
          "approver-1", "drill-2",
          "approver-2", "drill-3",
          "both", "drill-4",
          "auditor", "drill-5",
          "admin", "drill-6",
          "approver-3", "drill-7",
          "commander", "drill-8");

  private final String name;
  private final URI root;
  private final String api;
  private final HttpClient http;
  private final String token;

  private Visitor(String name, URI root, String api, HttpClient http, String token) {
    this.name = name;
    this.root = root;
    this.api = api;
    this.http = http;
    this.token = token;
  }

  record Answer(int status, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException("no JSON: " + body, e);
      }
    }

    String message() {
      return json().path("message").asText(json().path("detail").asText());
    }

    boolean isRefusedAtTheDoor() {
      return status == 403 && body.contains("not among the calls that are open");
    }
  }

  /** With Basic authentication at {@code /engine-rest}. */
  static Visitor withPassword(String name, int port) {
    return new Visitor(name, root(port), ENGINE_REST, client(), "");
  }

  /** Nobody that is known. */
  static Visitor stranger(int port) {
    return new Visitor("", root(port), ENGINE_REST, client(), "");
  }

  /** Signed in as a browser is, with Tasklist's session and its token. */
  static Visitor atTasklist(String name, int port) {
    HttpClient http = client();
    try {
      HttpResponse<String> signedIn =
          http.send(
              HttpRequest.newBuilder(root(port).resolve("/sign-in"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .header("Origin", root(port).toString())
                  .POST(
                      BodyPublishers.ofString(
                          "user=%s&password=%s".formatted(name, PASSWORDS.get(name))))
                  .build(),
              BodyHandlers.ofString());
      if (signedIn.headers().firstValue("Location").orElse("").contains("/sign-in")) {
        throw new IllegalStateException(signedIn.statusCode() + ": " + signedIn.body());
      }
      return new Visitor(name, root(port), TASKLIST, http, token(http, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String token(HttpClient http, int port) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(root(port).resolve("/camunda/app/tasklist/default/")).build(),
            BodyHandlers.ofString())
        .headers()
        .firstValue("X-XSRF-TOKEN")
        .orElseThrow();
  }

  private static URI root(int port) {
    return URI.create("http://localhost:" + port);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .cookieHandler(new CookieManager())
        .build();
  }

  String api() {
    return api;
  }

  /** Of Camunda's API, from where this visitor comes in. */
  Answer ask(String method, String path, String json) {
    return at(method, api + path, json);
  }

  Answer post(String path, String json) {
    return ask("POST", path, json);
  }

  Answer get(String path) {
    return ask("GET", path, "");
  }

  /** As a browser asks for what a person looks at. */
  Answer look(String path) {
    return answer(
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .build());
  }

  /** As a browser sends a form. */
  Answer send(String path, String form) {
    return answer(
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", root.toString())
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  /** Of any address. */
  Answer at(String method, String path, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json");
    if (name.isEmpty()) {
      return answer(request.build());
    }
    if (token.isEmpty()) {
      request.header("Authorization", basic());
    } else {
      request.header("X-XSRF-TOKEN", token).header("Origin", root.toString());
    }
    return answer(request.build());
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(request.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String basic() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + PASSWORDS.get(name)).getBytes(StandardCharsets.UTF_8));
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name + " at " + api;
  }
}
