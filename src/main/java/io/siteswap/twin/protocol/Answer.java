package io.siteswap.twin.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back over the wire. */
public record Answer(int status, Map<String, String> headers, String body) {
  public static final String JSON = "application/json";
  public static final String HTML = "text/html;charset=UTF-8";

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), "");
  }

  public static Answer of(int status, String contentType, String body) {
    return new Answer(status, Map.of("Content-Type", contentType), body);
  }

  public static Answer html(int status, String message) {
    return of(
        status, HTML, "<html><head><title>Error</title></head><body>" + message + "</body></html>");
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }
}
