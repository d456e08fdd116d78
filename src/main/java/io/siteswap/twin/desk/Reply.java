package io.siteswap.twin.desk;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes back over the wire. */
final class Reply {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Reply(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static Reply of(int status, String type, String body) {
    return new Reply(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
  }

  /** To be saved, and never to be shown as a page of ours: anybody may have attached it. */
  static Reply file(String type, byte[] body) {
    return new Reply(
        200,
        Map.of(
            "Content-Type", type,
            "Content-Disposition", "attachment",
            "X-Content-Type-Options", "nosniff"),
        body);
  }

  static Reply seeOther(String location) {
    return new Reply(303, Map.of("Location", location), new byte[0]);
  }

  void send(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    if (status == 401) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "BASIC realm=\"Service-now\"");
    }
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }
}
