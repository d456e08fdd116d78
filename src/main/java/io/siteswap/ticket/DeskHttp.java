package io.siteswap.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.outbox.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Speaks to a desk over HTTP, and makes of whatever it answers JSON or one of our exceptions. What
 * it says of an answer never has anything of the request in it, which carries secrets.
 */
final class DeskHttp {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** No ticket is larger; a desk that sends without end is not read without end. */
  private static final int LONGEST = 8 << 20;

  private final String desk;
  private final URI base;
  private final RestClient client;
  private final Credentials credentials;
  private final Duration timeout;

  DeskHttp(String desk, URI base, RestClient client, Credentials credentials, Duration timeout) {
    this.desk = desk;
    this.base = base;
    this.client = client;
    this.credentials = credentials;
    this.timeout = timeout;
  }

  /** Where something is, below the address of the desk; what is put in is encoded. */
  URI at(String path, Map<String, String> query, Object... steps) {
    UriComponentsBuilder builder =
        UriComponentsBuilder.fromUriString(base.toString().replaceAll("/+$", "")).path(path);
    query.forEach((name, value) -> builder.queryParam(name, "{" + name + "}"));
    Map<String, Object> named = new HashMap<>(query);
    for (int i = 0; i < steps.length; i++) {
      named.put("" + i, steps[i]);
    }
    return builder.encode().buildAndExpand(named).toUri();
  }

  JsonNode get(URI at, String number) {
    return send(HttpMethod.GET, at, number, headers -> {}, null);
  }

  JsonNode send(HttpMethod method, URI at, String number, JsonNode body) {
    return send(
        method,
        at,
        number,
        headers -> headers.setContentType(MediaType.APPLICATION_JSON),
        body.toString());
  }

  JsonNode send(HttpMethod method, URI at, String number, Consumer<HttpHeaders> more, Object body) {
    try {
      return once(method, at, number, more, body);
    } catch (NotSignedIn e) {
      if (credentials.renew()) {
        return again(method, at, number, more, body);
      }
      throw notAccepted();
    }
  }

  private JsonNode again(
      HttpMethod method, URI at, String number, Consumer<HttpHeaders> more, Object body) {
    try {
      return once(method, at, number, more, body);
    } catch (NotSignedIn e) {
      throw notAccepted();
    }
  }

  private DeskAway notAccepted() {
    return away("does not accept our credentials (401)", Optional.empty());
  }

  /** A token may have been taken back before its time. */
  private static final class NotSignedIn extends RuntimeException {}

  private JsonNode once(
      HttpMethod method, URI at, String number, Consumer<HttpHeaders> more, Object body) {
    String authorization = credentials.header();
    try {
      RestClient.RequestBodySpec request =
          client
              .method(method)
              .uri(at)
              .headers(
                  headers -> {
                    headers.setAccept(List.of(MediaType.APPLICATION_JSON));
                    if (!authorization.isEmpty()) {
                      headers.set(HttpHeaders.AUTHORIZATION, authorization);
                    }
                    more.accept(headers);
                  });
      if (body != null) {
        request.body(body);
      }
      return request.exchange((sent, response) -> read(response, number));
    } catch (ResourceAccessException e) {
      throw away(why(e), Optional.empty());
    }
  }

  private String why(ResourceAccessException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpTimeoutException) {
        return "does not answer within " + timeout.toSeconds() + " s";
      }
      if (cause instanceof ConnectException) {
        return "cannot be reached";
      }
      if (cause instanceof SSLException) {
        return "shows no certificate that is accepted";
      }
    }
    return "broke the connection off";
  }

  private JsonNode read(ClientHttpResponse response, String number) throws IOException {
    int status = response.getStatusCode().value();
    byte[] body = response.getBody().readNBytes(LONGEST + 1);
    if (status == 401) {
      throw new NotSignedIn();
    }
    if (status / 100 == 2) {
      return parsed(status, body);
    }
    throw trouble(status, response.getHeaders(), number, said(body));
  }

  private JsonNode parsed(int status, byte[] body) {
    if (body.length > LONGEST) {
      throw away("answers without end", Optional.empty());
    }
    if (body.length == 0) {
      return JSON.nullNode();
    }
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      // A page to sign in at, a desk that sleeps, a proxy.
      throw away("answers %d with something that is no JSON".formatted(status), Optional.empty());
    }
  }

  private DeskTrouble trouble(int status, HttpHeaders headers, String number, String said) {
    if (status == 404) {
      return new TicketNotFound(desk, number);
    }
    // Somebody else is at it just now: that passes, too.
    boolean passes =
        status >= 500 || status / 100 == 3 || Set.of(408, 409, 423, 425, 429).contains(status);
    String what = "answers " + status + said;
    if (status / 100 == 3) {
      what = "answers %d: redirects are not followed".formatted(status);
    }
    return passes
        ? away(what, RetryAfter.in(name -> Optional.ofNullable(headers.getFirst(name))))
        : new DeskRefused("desk %s %s".formatted(desk, what));
  }

  DeskAway away(String what, Optional<Duration> retryAfter) {
    return new DeskAway("desk %s %s".formatted(desk, what), retryAfter);
  }

  /** What a desk says of an error, in the words of each of them; cut, as it may be a page. */
  private static String said(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      for (String pointer : List.of("/error/message", "/errorMessages/0", "/message")) {
        if (node.at(pointer).isTextual()) {
          String text = node.at(pointer).asText();
          return ": " + text.substring(0, Math.min(200, text.length()));
        }
      }
      return "";
    } catch (IOException e) {
      return "";
    }
  }
}
