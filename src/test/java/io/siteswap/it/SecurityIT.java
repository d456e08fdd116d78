package io.siteswap.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, and what each may do: asked from outside, of the jar on its own defaults. */
class SecurityIT {
  private static final String START = "/engine-rest/process-definition/key/fail-over-site/start";

  @RegisterExtension static final Processes PROCESSES = new Processes();

  private static SiteswapProcess siteswap;

  /** A run that waits for approval, which everybody may or may not touch. */
  private static String run;

  @BeforeAll
  static void aRunThatWaits() {
    siteswap = PROCESSES.siteswap("--siteswap.twin.port=" + Processes.freePort());
    siteswap.start();
    run = siteswap.run("fail-over-site", "north", "CHG1");
    siteswap.awaitTask("approvePlan");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/engine-rest/process-definition",
        "/engine-rest/task",
        "/engine-rest/engine",
        "/api/runs",
        "/api/runs/x/changes",
        "/runs",
        "/runs/x",
        "/api/clusters",
        "/api/clusters/demo/readiness",
        "/clusters/demo"
      })
  void needsALogin(String path) {
    assertThat(siteswap.rest().get(path).status()).isEqualTo(401);
    // Whoever guesses so often has to wait.
    assertThat(siteswap.rest().as("nobody", "nobody").get(path).status()).isIn(401, 429);
  }

  @Test
  void knowsAWrongPassword() {
    Rest wrong = siteswap.rest().as("approver-2", "guessed");

    assertThat(wrong.get("/engine-rest/task").status()).isEqualTo(401);
    assertThat(wrong.get("/api/runs").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "approver-1", "auditor"})
  void letsEverybodyOfOurGroupsRead(String user) {
    Rest rest = siteswap.as(user);

    assertThat(rest.get("/api/runs/" + run).status()).isEqualTo(200);
    assertThat(rest.get("/api/runs/" + run + "/changes").status()).isEqualTo(200);
    assertThat(rest.get("/runs/" + run).body()).contains("CHG1");
    assertThat(rest.get("/clusters/demo").body()).contains("Cluster demo");
    assertThat(rest.get("/engine-rest/process-definition").json()).isNotEmpty();
    assertThat(rest.get("/engine-rest/process-instance/" + run).status()).isEqualTo(200);
    assertThat(rest.get("/engine-rest/history/process-instance/" + run).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"approver-1", "auditor"})
  void letsOnlyOperatorsStart(String user) {
    Rest.Answer answer =
        siteswap
            .as(user)
            .post(
                START,
                SiteswapProcess.variables(
                    Map.of("cluster", "demo", "site", "north", "ticket", "CHG9", "reason", "no")));

    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(siteswap.as(user).post("/api/runs/" + run + "/abort", "{}").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "approver-1", "auditor"})
  void letsNobodyBendARun(String user) {
    Rest rest = siteswap.as(user);
    String instance = "/engine-rest/process-instance/" + run;

    assertForbidden(rest.send("DELETE", instance, ""));
    assertForbidden(rest.send("PUT", instance + "/suspended", "{\"suspended\":true}"));
    assertForbidden(
        rest.post(
            instance + "/modification",
            "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"carryOut\"}]}"));
    assertForbidden(
        rest.send(
            "PUT", instance + "/variables/run", "{\"value\":\"another\",\"type\":\"String\"}"));
    assertForbidden(
        rest.send(
            "PUT",
            "/engine-rest/process-definition/key/fail-over-site/suspended",
            "{\"suspended\":true}"));
    assertThat(rest.get("/engine-rest/user").json()).hasSizeLessThanOrEqualTo(1);
    assertThat(siteswap.state(run)).isEqualTo("waitingForPeople");
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "approver-1", "auditor"})
  void letsNobodyDeploy(String user) throws IOException, InterruptedException {
    String boundary = "part";
    String body =
        """
        --part\r
        Content-Disposition: form-data; name="deployment-name"\r
        \r
        mine\r
        --part\r
        Content-Disposition: form-data; name="data"; filename="mine.bpmn"\r
        Content-Type: application/octet-stream\r
        \r
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" \
        xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="mine">\
        <process id="mine" isExecutable="true" camunda:historyTimeToLive="P1D">\
        <startEvent id="s"/></process></definitions>\r
        --part--\r
        """;
    HttpRequest request =
        HttpRequest.newBuilder(siteswap.url().resolve("/engine-rest/deployment/create"))
            .header("Authorization", siteswap.as(user).authorization())
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofString(body))
            .build();

    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
  }

  @Test
  void letsOnlyOthersOfTheRightGroupApprove() {
    String task = siteswap.awaitTask("approvePlan");
    String approve = SiteswapProcess.variables(Map.of("decision", "approve", "comment", "mine"));

    for (String user : List.of("operator", "auditor")) {
      Rest.Answer answer =
          siteswap.as(user).post("/engine-rest/task/" + task + "/complete", approve);
      assertThat(answer.status()).as(user + ": " + answer.body()).isBetween(400, 500);
    }
    assertThat(
            siteswap.as("operator").post("/engine-rest/task/" + task + "/complete", approve).body())
        .contains("operator has started run CHG1 and cannot approve its plan");
    assertThat(siteswap.tasks("approvePlan")).containsExactly(task);
  }

  /** A claim by somebody who may not decide would keep the task from those who may. */
  @Test
  void letsOnlyThoseClaimWhoMayDecide() {
    String task = "/engine-rest/task/" + siteswap.awaitTask("approvePlan");

    Rest.Answer refused =
        siteswap.as("operator").post(task + "/claim", "{\"userId\":\"operator\"}");
    assertThat(refused.status()).isGreaterThanOrEqualTo(400);
    assertThat(refused.body())
        .contains("operator is in none of the groups that decide on 'Approve plan'");

    Rest approver = siteswap.as("approver-1");
    assertThat(approver.post(task + "/claim", "{\"userId\":\"approver-1\"}").status())
        .isEqualTo(204);
    assertThat(approver.post(task + "/unclaim", "").status()).isEqualTo(204);
  }

  /** Else a page of a stranger, whose name was made to lead here, is a page of ours. */
  @ParameterizedTest
  @CsvSource({"rebound.example.com, 403", "localhost, 200"})
  void isCalledByNoNameOfAStranger(String name, int status) throws IOException {
    URI here = siteswap.url();
    for (String path : List.of("/sign-in", "/actuator/health", "/siteswap.css")) {
      try (Socket socket = new Socket(here.getHost(), here.getPort())) {
        socket
            .getOutputStream()
            .write(
                "GET %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
                    .formatted(path, name, here.getPort())
                    .getBytes(US_ASCII));
        assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
            .as(path)
            .startsWith("HTTP/1.1 %d".formatted(status))
            .contains("frame-ancestors 'none'", "X-Content-Type-Options: nosniff");
      }
    }
  }

  @Test
  void asksWhoIsSignedInForNothingMore() throws IOException, InterruptedException {
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    assertThat(page(browser, "/runs").statusCode()).isEqualTo(401);

    HttpResponse<String> signedIn =
        browser.send(
            HttpRequest.newBuilder(siteswap.url().resolve("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", siteswap.url().toString().replaceFirst("/$", ""))
                .POST(BodyPublishers.ofString("user=auditor&password=auditor"))
                .build(),
            BodyHandlers.ofString());

    assertThat(signedIn.headers().firstValue("Location")).get().asString().doesNotContain("wrong");
    assertThat(page(browser, "/runs").body()).contains("<span>auditor</span>");
    assertThat(page(browser, "/api/runs").body()).contains("CHG1");
    assertThat(page(browser, "/runs/" + run).statusCode()).isEqualTo(200);
    assertThat(page(browser, "/engine-rest/task").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> page(HttpClient browser, String path)
      throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(siteswap.url().resolve(path)).build(), BodyHandlers.ofString());
  }

  private static void assertForbidden(Rest.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
  }
}
