package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * A page of somebody else changes nothing, whoever looks at it; spoken by hand, as clients set the
 * headers that matter here themselves.
 */
class ProvenanceTest extends DrillTest {
  private static final List<String> CHANGING =
      List.of(
          "/api/clusters/demo/readiness",
          "/clusters/demo/audit",
          "/engine-rest/process-definition/key/fail-over-site/start",
          "/camunda/api/admin/auth/user/default/login/tasklist",
          "/api/tickets/demo",
          "/nowhere");

  private static final String PASSWORD = "drill-1";

  @LocalServerPort private int port;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example.com",
        "https://localhost:PORT",
        "http://localhost:1",
        "http://localhost",
        "http://127.0.0.1:PORT",
        "http://localhost.example.com:PORT",
        "http://localhost:PORT@elsewhere.example.com",
        "null",
        "::::"
      })
  void aPageOfSomebodyElseChangesNothing(String origin) throws IOException {
    for (String path : CHANGING) {
      assertThat(status("POST", path, "localhost:" + port, "Origin: " + at(origin)))
          .as(path)
          .isEqualTo(403);
    }
  }

  @Test
  void ourOwnPagesAndScriptsAreLetIn() throws IOException {
    for (String origin : List.of("Origin: http://localhost:" + port, "X-Nothing: here")) {
      assertThat(status("POST", "/api/clusters/demo/readiness", "localhost:" + port, origin))
          .isBetween(200, 299);
    }
  }

  /** A name of a stranger that leads to this machine makes its pages no pages of ours. */
  @ParameterizedTest
  @CsvSource({
    "rebound.example.com, 403",
    "10.0.0.1, 403",
    "localhost, 200",
    "LOCALHOST, 200",
    "127.0.0.1, 200",
    "[::1], 200"
  })
  void whileTheDemoUsersExistItIsCalledByTheNamesOfThisMachine(String name, int status)
      throws Exception {
    for (String method : List.of("GET", "POST")) {
      var request = new MockHttpServletRequest(method, "/api/runs");
      request.setServerName(name);
      request.addHeader("Origin", "http://" + name);
      var response = new MockHttpServletResponse();
      new Provenance(true).doFilter(request, response, new MockFilterChain());

      assertThat(response.getStatus()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/runs",
        "/clusters/demo",
        "/clusters/demo/xray",
        "/notices",
        "/people",
        "/sign-in",
        "/tasks/x",
        "/api/runs",
        "/runs/x",
        "/nowhere"
      })
  void ourPagesSayWhatABrowserMayDoWithThem(String path) throws IOException {
    assertSaysWhatABrowserMayDo(answer("GET", path, "localhost:" + port, "Accept: text/html"));
  }

  private static void assertSaysWhatABrowserMayDo(String answer) {
    assertThat(answer.toLowerCase(Locale.ROOT))
        .contains("content-security-policy: default-src 'none'")
        .contains("frame-ancestors 'none'")
        .contains("x-frame-options: deny")
        .contains("x-content-type-options: nosniff")
        .contains("referrer-policy: same-origin")
        .contains("cache-control: no-store");
  }

  /** Also what is refused before anybody reads it is shown in no frame, and kept nowhere. */
  @ParameterizedTest
  @CsvSource({
    "POST, /clusters/demo/audit, 403, Origin: https://elsewhere.example.com",
    "GET, /runs/../people, 400, X-Nothing: here",
    "GET, /runs//x, 400, X-Nothing: here",
    "TRACE, /runs, 400, X-Nothing: here"
  })
  void andSoDoesWhatIsRefusedAtOnce(String method, String path, int status, String header)
      throws IOException {
    for (String accept : List.of("text/html", "application/json")) {
      String answer = answer(method, path, "localhost:" + port, header + "\r\nAccept: " + accept);
      assertThat(answer).startsWith("HTTP/1.1 " + status);
      assertSaysWhatABrowserMayDo(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/json"})
  void andSoDoesWhatIsAskedForUnderAStrangersName(String accept) throws Exception {
    var request = new MockHttpServletRequest("GET", "/runs");
    request.setServerName("rebound.example.com");
    request.addHeader("Accept", accept);
    var response = new MockHttpServletResponse();
    new Provenance(true).doFilter(request, response, new MockFilterChain());

    assertThat(response.getStatus()).isEqualTo(403);
    assertSaysWhatABrowserMayDo(
        response.getHeaderNames().stream()
            .map(name -> name + ": " + response.getHeader(name))
            .collect(Collectors.joining("\n")));
  }

  private String at(String origin) {
    return origin.replace("PORT", "" + port);
  }

  private int status(String method, String path, String host, String header) throws IOException {
    return Integer.parseInt(answer(method, path, host, header).split(" ", 3)[1]);
  }

  private String answer(String method, String path, String host, String header) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                method + " " + path + " HTTP/1.1",
                "Host: " + host,
                "Authorization: Basic " + basic("operator:" + PASSWORD),
                header,
                "Content-Type: application/json",
                "Connection: close"));
    String body = method.equals("POST") ? "{}" : "";
    lines.add("Content-Length: " + body.length());
    String request =
        String.join("\r\n", Stream.concat(lines.stream(), Stream.of("", body)).toList());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return readAll(socket.getInputStream());
    }
  }

  private static String readAll(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String basic(String credentials) {
    return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
