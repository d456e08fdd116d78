package io.siteswap.readiness.probe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.site.Replication;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads answers in JSON of what watches the storage. */
public class JsonDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 1 << 20;
  // Seconds of today have ten digits, milliseconds thirteen.
  private static final long MILLIS = 100_000_000_000L;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** The value at the pointer of the document at the address. */
  public JsonNode value(Replication.Web web, JsonPointer pointer) throws NotProved {
    JsonNode found = get(web, web.url()).at(pointer);
    if (!found.isValueNode() || found.isNull()) {
      throw new NotProved(
          "there is no value where one is expected", "%s at %s".formatted(web.url(), pointer));
    }
    return found;
  }

  /** In seconds or milliseconds of the epoch, or as in 2026-11-22T10:00:00Z. */
  public static Instant time(JsonNode found, String evidence) throws NotProved {
    try {
      if (found.isNumber() || found.asText().matches("\\d{1,15}")) {
        long number = found.asLong();
        return number > MILLIS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
      }
      return OffsetDateTime.parse(found.asText()).toInstant();
    } catch (DateTimeException e) {
      throw new NotProved(
          "'%s' is no time: expected e.g. 2026-11-22T10:00:00Z".formatted(found.asText()),
          evidence);
    }
  }

  JsonNode get(Replication.Web web, URI url) throws NotProved {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).timeout(web.timeout()).header("Accept", "application/json");
    web.authorization().ifPresent(value -> request.header("Authorization", value));
    try {
      HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES);
        if (answer.statusCode() != 200) {
          throw new NotProved("%s answers %d".formatted(web, answer.statusCode()), "");
        }
        return read(bytes, web);
      }
    } catch (IOException e) {
      throw new NotProved(
          "%s does not answer (%s)".formatted(web, e.getClass().getSimpleName()),
          String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotProved("%s was not waited for".formatted(web), "");
    }
  }

  private static JsonNode read(byte[] bytes, Replication.Web web) throws IOException, NotProved {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new NotProved(
          "%s answers no JSON".formatted(web),
          abbreviated(new String(bytes, StandardCharsets.UTF_8)));
    }
  }

  static String abbreviated(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
