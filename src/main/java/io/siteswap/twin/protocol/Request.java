package io.siteswap.twin.protocol;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as it came: matrix parameters count as query parameters. */
public record Request(
    String method,
    String path,
    Map<String, String> parameters,
    Map<String, String> headers,
    String body) {

  public static Request of(HttpExchange exchange) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    String[] path = exchange.getRequestURI().getRawPath().split(";", -1);
    for (int at = 1; at < path.length; at++) {
      addParameters(path[at], parameters);
    }
    Optional.ofNullable(exchange.getRequestURI().getRawQuery())
        .ifPresent(query -> addParameters(query, parameters));
    return new Request(
        exchange.getRequestMethod(),
        decode(path[0]),
        parameters,
        headers(exchange.getRequestHeaders()),
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static Map<String, String> headers(Headers all) {
    Map<String, String> first = new LinkedHashMap<>();
    all.forEach((name, values) -> first.put(name, String.join(", ", values)));
    return first;
  }

  public static Map<String, String> form(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    addParameters(body, fields);
    return fields;
  }

  private static void addParameters(String encoded, Map<String, String> into) {
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals >= 0) {
        into.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** The steps of a path, in order. */
  public static List<String> steps(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  public boolean isRead() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }
}
