package io.siteswap.twin;

import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back over the wire. */
record Answer(int status, Map<String, String> headers, String body) {
  static final String JSON = "application/json";
  static final String HTML = "text/html;charset=UTF-8";

  static Answer empty(int status) {
    return new Answer(status, Map.of(), "");
  }

  static Answer of(int status, String contentType, String body) {
    return new Answer(status, Map.of("Content-Type", contentType), body);
  }

  static Answer html(int status, String message) {
    return of(
        status, HTML, "<html><head><title>Error</title></head><body>" + message + "</body></html>");
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }
}
