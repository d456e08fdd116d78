package io.siteswap.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a desk is answered.
 *
 * @param body as JSON
 */
record Reply(int status, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A run begins, or has begun before. */
  static Reply run(int status, String id, String link) {
    return of(status, Map.of("run", id, "link", link));
  }

  /** It was heard, and nothing begins. */
  static Reply nothing(String reason) {
    return of(202, Map.of("reason", reason));
  }

  static Reply problem(int status, String title, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    return of(status, problem);
  }

  private static Reply of(int status, Map<String, ?> body) {
    try {
      return new Reply(status, JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text is always JSON", e);
    }
  }

  boolean isProblem() {
    return status >= 400;
  }
}
