package io.siteswap.people;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * How somebody is told that a request goes no further: a person by a page of ours, a script by a
 * status and a sentence in Camunda's form of an error, so that Tasklist shows why.
 */
public final class NoEntry {
  private static final ObjectMapper JSON = new ObjectMapper();

  private NoEntry() {}

  /** Whether a person looks at what is answered, and not a script or what a page has asked for. */
  public static boolean isSeenByAPerson(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) == null
        && Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT))
            .orElse("")
            .contains(MediaType.TEXT_HTML_VALUE);
  }

  public static void say(
      HttpServletRequest request, HttpServletResponse response, int status, String why)
      throws IOException {
    PageHeaders.write(response);
    if (isSeenByAPerson(request)) {
      response.sendError(status, why);
    } else {
      sayToScript(response, status, why);
    }
  }

  public static void nothingThere(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.sendError(
        HttpServletResponse.SC_NOT_FOUND,
        "There is nothing at %s.".formatted(request.getRequestURI()));
  }

  static void sayToScript(HttpServletResponse response, int status, String why) throws IOException {
    PageHeaders.write(response);
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response
        .getWriter()
        .write(JSON.writeValueAsString(Map.of("type", "NotAllowed", "message", why)));
  }
}
