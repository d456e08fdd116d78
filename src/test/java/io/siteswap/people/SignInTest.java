package io.siteswap.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One sign-in for everything; who guesses keeps nobody out, and who dawdles neither. */
@ExtendWith(OutputCaptureExtension.class)
class SignInTest extends DrillTest {
  private static final String GUESSER = "127.0.0.2";
  private static final String HOME = "127.0.0.3";

  @LocalServerPort private int port;
  @Autowired private IdentityService identity;

  @BeforeEach
  void oldGuessesAreForgotten() {
    drill.later(Duration.ofHours(1));
  }

  private int withPassword(String from, String user, String password) {
    return Spoken.from(from, port)
        .say("GET", "/api/runs", "", Spoken.basic(user, password))
        .status();
  }

  private static String form(String user, String password) {
    return "user=%s&password=%s".formatted(user, password);
  }

  /** Seven minutes of it once locked an approver out for ever. */
  @Test
  void guessesKeepNobodyOut(CapturedOutput log) {
    for (int i = 0; i < 30; i++) {
      assertThat(withPassword(GUESSER, "approver-1", "guess-" + i)).isIn(401, 429);
      drill.later(Duration.ofSeconds(15));
    }

    assertThat(withPassword(HOME, "approver-1", "drill-2")).isEqualTo(200);
    assertThat(Spoken.from(HOME, port).form("/sign-in", form("approver-1", "drill-2")).location())
        .isEqualTo("/");
    assertThat(withPassword(GUESSER, "approver-1", "drill-2")).isEqualTo(429);
    drill.later(Duration.ofMinutes(1));
    assertThat(withPassword(GUESSER, "approver-1", "drill-2")).isEqualTo(200);
    assertThat(log.getOut().lines().filter(line -> line.contains("io.siteswap.security")))
        .anyMatch(
            line -> line.endsWith("event=sign-in-failed user=\"approver-1\" source=\"127.0.0.2\""))
        .anyMatch(
            line ->
                line.matches(
                    ".*event=throttled user=\"approver-1\" source=\"127.0.0.2\" failures=\"\\d+\""
                        + " seconds=\"\\d+\""))
        .noneMatch(line -> line.contains("guess-") || line.contains("drill-2"));
  }

  @Test
  void theEngineItselfLocksNobodyOut() {
    for (int i = 0; i < 30; i++) {
      assertThat(identity.checkPassword("approver-2", "guess")).isFalse();
    }

    assertThat(identity.checkPassword("approver-2", "drill-3")).isTrue();
  }

  @Test
  void saysHowLongToWait() {
    Spoken guesser = Spoken.from(GUESSER, port);
    for (int i = 0; i < 5; i++) {
      assertThat(guesser.form("/sign-in", form("commander", "guess")).location())
          .isEqualTo("/sign-in?wrong");
    }
    assertThat(guesser.form("/sign-in", form("commander", "drill-8")).location())
        .isEqualTo("/sign-in?wait=1");
    assertThat(guesser.page("/sign-in?wait=1").body()).contains("try again in 1 s");
    assertThat(guesser.page("/sign-in?wrong").body())
        .contains("role=\"alert\">The name or the password is wrong.");
    assertThat(guesser.page("/sign-in").body()).doesNotContain("role=\"alert\"");
    var api = guesser.say("GET", "/api/runs", "", Spoken.basic("commander", "drill-8"));
    assertThat(api.status()).isEqualTo(429);
    assertThat(api.header("Retry-After")).contains("1");
    // Another account from the same place is nobody's business.
    assertThat(withPassword(GUESSER, "operator", "drill-1")).isEqualTo(200);
  }

  /** PostgreSQL takes none of these, and a log none of them either. */
  @ParameterizedTest
  @ValueSource(strings = {"a%00b", "%0aevent=sign-in", "x%22%20source=%2210.0.0.1", "", "%24{x}"})
  void takesNoNameThatIsNone(String user, CapturedOutput log) {
    assertThat(Spoken.from(HOME, port).form("/sign-in", form(user, "x")).location())
        .isEqualTo("/sign-in?wrong");
    assertThat(log.getOut()).doesNotContain("\nevent=sign-in").doesNotContain("\" source=\"10.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/runs", "/clusters/demo", "/camunda/app/tasklist/default/", "/camunda/"})
  void leadsToTheSignInAndBack(String page) {
    Spoken browser = Spoken.from(HOME, port);
    assertThat(browser.page(page).location()).isEqualTo("/sign-in");
    assertThat(browser.page(page).header("WWW-Authenticate")).as("the browser's own box").isEmpty();

    assertThat(browser.form("/sign-in", form("auditor", "drill-5")).location()).isEqualTo(page);
    assertThat(browser.page("/runs").status()).isEqualTo(200);
    assertThat(browser.page("/camunda/app/tasklist/default/").status()).isEqualTo(200);
    assertThat(browser.say("GET", "/camunda/api/admin/auth/user/default", "").body())
        .contains("\"userId\":\"auditor\"", "tasklist");
    assertThat(browser.say("GET", "/engine-rest/task", "").status()).isEqualTo(200);
  }

  /** As when the node that knew it has died. */
  @Test
  void aSessionThatNobodyKnowsLeadsToTheSignInAndBack() {
    Spoken browser = Spoken.from(HOME, port);
    var lost =
        browser.say("GET", "/runs?page=1", "", "Accept: text/html", "Cookie: JSESSIONID=ELSEWHERE");

    assertThat(lost.location()).isEqualTo("/sign-in");
    assertThat(browser.form("/sign-in", form("auditor", "drill-5")).location())
        .isEqualTo("/runs?page=1");
  }

  @ParameterizedTest
  @CsvSource({"/sign-out, /sign-in?out", "/camunda/api/admin/auth/user/default/logout, none"})
  void signsOutEverywhere(String where, String leadsTo) {
    Spoken browser = Spoken.from(HOME, port);
    browser.form("/sign-in", form("auditor", "drill-5"));
    assertThat(browser.page("/runs").status()).isEqualTo(200);

    assertThat(browser.form(where, "").location()).isEqualTo(leadsTo);

    assertThat(browser.page("/runs").location()).isEqualTo("/sign-in");
    assertThat(browser.say("GET", "/camunda/api/engine/engine/default/task", "").status())
        .isEqualTo(401);
  }

  /** Whose session has ended there signs in without leaving the page. */
  @Test
  void signsInAtTasklistForEverything() {
    Spoken browser = Spoken.from(HOME, port);
    String login = "/camunda/api/admin/auth/user/default/login/tasklist";

    assertThat(browser.form(login, "username=operator&password=wrong").status()).isEqualTo(401);
    var signedIn = browser.form(login, "username=operator&password=drill-1");

    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.body()).contains("\"userId\":\"operator\"", "\"tasklist\"");
    assertThat(browser.page("/runs").status()).isEqualTo(200);
  }

  @Test
  void writesDownWhoComesAndGoes(CapturedOutput log) {
    Spoken browser = Spoken.from(HOME, port);
    browser.form("/sign-in", form("auditor", "drill-5"));
    browser.form("/sign-out", "");

    assertThat(log.getOut())
        .contains("event=sign-in user=\"auditor\" source=\"127.0.0.3\" by=\"password\"")
        .contains("event=sign-out user=\"auditor\" source=\"127.0.0.3\"");
  }

  /** Whoever is taken out of a group can no longer, at once. */
  @Test
  void looksAtTheGroupsOfNow() {
    Spoken browser = Spoken.from(HOME, port);
    browser.form("/sign-in", form("auditor", "drill-5"));
    try {
      identity.deleteMembership("auditor", "dr-auditors");
      assertThat(browser.page("/runs").status()).isEqualTo(403);
      assertThat(browser.page("/camunda/api/engine/engine/default/task").status()).isEqualTo(403);
    } finally {
      identity.createMembership("auditor", "dr-auditors");
    }
  }

  /** Every browser says it; what comes without was made by somebody else. */
  @Test
  void aSessionSaysFromWhichPageItChangesSomething() {
    Spoken browser = Spoken.from(HOME, port);
    browser.form("/sign-in", form("operator", "drill-1"));
    String audit = "/api/clusters/demo/readiness";

    assertThat(browser.say("POST", audit, "").status()).isEqualTo(403);
    assertThat(browser.say("POST", audit, "", "Origin: http://elsewhere").status()).isEqualTo(403);
    assertThat(browser.say("POST", audit, "", "Origin: http://localhost:" + port).status())
        .isEqualTo(200);
  }

  /** 260 of them once kept everything from answering. */
  @Test
  void whoSendsSlowlyKeepsNobodyFromAnAnswer() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 260; i++) {
        String from = "127.0.1." + i % 25;
        slow.add(Spoken.from(from, port).halfSend(i % 2 == 0 ? "/sign-in" : "/engine-rest/task"));
      }
      for (var page :
          Map.of("/actuator/health", "\"status\":", "/sign-in", "Sign in", "/siteswap.css", "body")
              .entrySet()) {
        long asked = System.nanoTime();
        assertThat(Spoken.from(HOME, port).say("GET", page.getKey(), "").body())
            .contains(page.getValue());
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
            .as(page.getKey())
            .isLessThan(Duration.ofSeconds(4));
      }
      assertThat(Spoken.from(HOME, port).form("/sign-in", form("auditor", "drill-5")).location())
          .isEqualTo("/");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /**
   * Each asks for megabytes, of which the system keeps but a part for it, and reads nothing; a
   * thread would wait 20 s.
   */
  @Test
  void whoReadsSlowlyKeepsNobodyFromAnAnswer() throws IOException {
    List<Socket> slow = new ArrayList<>();
    String script = "GET /camunda/lib/deps.js HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try {
      for (int i = 0; i < 210; i++) {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.bind(new InetSocketAddress(GUESSER, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write(script.getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }

      long asked = System.nanoTime();
      assertThat(Spoken.from(HOME, port).say("GET", "/sign-in", "").body()).contains("Sign in");
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /** Our own API reads what a form would send, and nothing that is nested without end. */
  @ParameterizedTest
  @CsvSource({"5000, 400", "3, 404"})
  void ourOwnApiReadsNothingThatIsNestedWithoutEnd(int deep, int status) {
    String nested = "[".repeat(deep) + "]".repeat(deep);

    // What it could read is about a cluster that there is not.
    assertThat(
            Spoken.from(HOME, port)
                .say(
                    "POST",
                    "/api/clusters/none/deployments",
                    "{\"reason\":\"deep\",\"more\":%s}".formatted(nested),
                    "Content-Type: application/json",
                    Spoken.basic("operator", "drill-1"))
                .status())
        .isEqualTo(status);
  }

  @Test
  void takesNoMoreThanFits() {
    Spoken operator = Spoken.from(HOME, port);
    String json = "Content-Type: application/json";
    String signed = Spoken.basic("operator", "drill-1");

    assertThat(
            operator
                .say("POST", "/engine-rest/task", "x".repeat(1 << 20 | 1), json, signed)
                .status())
        .isEqualTo(413);
    assertThat(
            operator
                .say("POST", "/engine-rest/task", "[".repeat(500) + "]".repeat(500), json, signed)
                .body())
        .contains("nested at most 100 deep");
    assertThat(operator.say("POST", "/engine-rest/task", "{}", json, signed).status())
        .isEqualTo(200);
  }
}
