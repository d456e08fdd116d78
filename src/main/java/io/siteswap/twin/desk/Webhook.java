package io.siteswap.twin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that a change has changed, and tells it again, under the same delivery id, until it is
 * heard. Which is only a hint: whoever hears it reads the change.
 */
final class Webhook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Desk desk;
  private final URI to;
  private final String header;
  private final String secret;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService teller =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "desk-webhook");
            thread.setDaemon(true);
            return thread;
          });

  Webhook(Desk desk, URI to, String header, String secret) {
    this.desk = desk;
    this.to = to;
    this.header = header;
    this.secret = secret;
  }

  void start() {
    var unused =
        teller.scheduleWithFixedDelay(
            this::tell, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whatever goes wrong, it is told again: a scheduled task that throws would never again. */
  private void tell() {
    try {
      desk.untold().forEach(this::tell);
    } catch (RuntimeException e) {
      LOG.error("the desk could not tell {}", to, e);
    }
  }

  private void tell(String number, String delivery) {
    try {
      HttpResponse<String> answer =
          http.send(request(desk.get(number), delivery), BodyHandlers.ofString());
      boolean settled = answer.statusCode() < 500;
      desk.heard(number, delivery, settled, answer.statusCode() + said(answer.body()));
    } catch (IOException e) {
      LOG.debug("{} does not answer", to, e);
      desk.heard(number, delivery, false, "no answer yet; it is told again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(ChangeRequest change, String delivery) {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("table", "change_request")
            .put(ChangeRequest.NUMBER, change.number())
            .put(ChangeRequest.SYS_ID, change.get(ChangeRequest.SYS_ID))
            .toString();
    return HttpRequest.newBuilder(to)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header(header, secret)
        .header("X-Delivery-Id", delivery)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /** The sentence in an answer, or the link to the run that has begun. */
  private static String said(String body) {
    try {
      JsonNode answer = JSON.readTree(body);
      for (String field : new String[] {"detail", "reason", "link"}) {
        if (answer.path(field).isTextual()) {
          return ": " + answer.path(field).asText();
        }
      }
      return "";
    } catch (IOException e) {
      LOG.debug("{} does not answer in JSON", body, e);
      return "";
    }
  }

  @Override
  public void close() {
    teller.shutdownNow();
  }
}
