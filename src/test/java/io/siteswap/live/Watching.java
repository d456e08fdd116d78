package io.siteswap.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody who watches a cluster, as a browser does: keeps the picture by what he is told. */
final class Watching implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE = 20;

  /** One event as it came. */
  record Told(String id, String kind, JsonNode data) {}

  private final InputStream stream;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private JsonNode picture = JsonNodeFactory.instance.objectNode();

  private Watching(InputStream stream) {
    this.stream = stream;
    Thread reader = new Thread(this::read, "watching");
    reader.setDaemon(true);
    reader.start();
  }

  static HttpResponse<InputStream> ask(int port, String path, String user, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(PATIENCE))
            .header("Accept", "text/event-stream")
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .build()
          .send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Watching of(int port, String lastEventId) {
    HttpResponse<InputStream> answer =
        ask(port, "/api/clusters/demo/live", "auditor:drill-5", lastEventId);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("answered " + answer.statusCode());
    }
    return new Watching(answer.body());
  }

  private void read() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      String id = "";
      String kind = "";
      String data = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && !data.isEmpty()) {
          told.add(new Told(id, kind, JSON.readTree(data)));
          id = "";
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          kind = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        }
      }
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      // Closed.
    }
  }

  /** The next event. */
  Told next() {
    try {
      Told next = told.poll(PATIENCE, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing was told for " + PATIENCE + " s");
      }
      picture =
          next.kind().equals("snapshot") ? next.data() : merged((ObjectNode) picture, next.data());
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  boolean hasHeardAll() {
    return told.isEmpty();
  }

  /** As he sees it. */
  JsonNode picture() {
    return picture;
  }

  /** RFC 7396. */
  private static JsonNode merged(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isNull()) {
                target.remove(field.getKey());
              } else if (value.isObject()) {
                JsonNode known = target.get(field.getKey());
                ObjectNode into =
                    known instanceof ObjectNode some ? some : JsonNodeFactory.instance.objectNode();
                target.set(field.getKey(), merged(into, value));
              } else {
                target.set(field.getKey(), value);
              }
            });
    return target;
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
