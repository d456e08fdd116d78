package io.siteswap.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;

/** A web address, asked in the name of somebody. */
record Rest(URI root, String authorization) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** What came back, whatever its status. */
  record Answer(int status, String body) {
    JsonNode json() {
      try {
        return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException("no JSON: " + body, e);
      }
    }

    Answer ok() {
      if (status >= 400) {
        throw new IllegalStateException(status + ": " + body);
      }
      return this;
    }
  }

  static Rest of(URI root) {
    return new Rest(root, "");
  }

  Rest as(String user, String password) {
    String credentials =
        Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    return new Rest(root, "Basic " + credentials);
  }

  Answer get(String path) {
    return send("GET", path, "");
  }

  Answer post(String path, String json) {
    return send("POST", path, json);
  }

  Answer send(String method, String path, String json) {
    try {
      HttpResponse<String> answer = HTTP.send(request(method, path, json), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + root.resolve(path), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpRequest request(String method, String path, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json");
    return (authorization.isEmpty() ? request : request.header("Authorization", authorization))
        .build();
  }
}
