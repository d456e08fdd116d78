package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.drill.DrillTest;
import io.siteswap.forms.Words;
import io.siteswap.plan.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an approver reads is what is carried out, whatever somebody writes and wherever. */
class ForgeryTest extends DrillTest {
  private static final String FORGED =
      "{\"headline\":\"Nothing happens\",\"fingerprint\":\"none\"}";
  private static final String APPROVE = "approvePlan";
  private static final ObjectMapper JSON = new ObjectMapper();

  @LocalServerPort private int port;
  @Autowired private TaskService tasks;
  @Autowired private RuntimeService runtime;
  @Autowired private ProcessEngineConfiguration engine;

  private Stream<Visitor> visitors(String name) {
    return Stream.of(Visitor.withPassword(name, port), Visitor.atTasklist(name, port));
  }

  private String waiting() {
    drill.world(2, 4).start("fail-over-site", "north");
    return drill.task(APPROVE).getId();
  }

  private static String variables(Map<String, Object> values) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode variables = body.putObject("variables");
    values.forEach((name, value) -> variables.putObject(name).putPOJO("value", value));
    return body.toString();
  }

  private JsonNode form(Visitor visitor, String task) {
    return visitor.get("/task/" + task + "/form-variables?deserializeValues=false").json();
  }

  private String fingerprint(String task) {
    return form(Visitor.withPassword("auditor", port), task).at("/fingerprint/value").asText();
  }

  /** Each of these was answered with 204 before there was a door. */
  static Stream<String> writes() {
    String variable = "{\"value\":\"%s\",\"type\":\"String\"}".formatted("forged");
    String variables = "{\"variables\":{\"plan\":{\"value\":\"forged\"}}}";
    String modifications = "{\"modifications\":{\"plan\":{\"value\":\"forged\"}}}";
    return Stream.of(
        "POST /task/{task}/resolve " + variables,
        "POST /task/{task}/delegate {\"userId\":\"operator\"}",
        "POST /task/{task}/assignee {\"userId\":\"nobody\"}",
        "POST /task/{task}/assignee {\"userId\":null}",
        "PUT /task/{task} {\"name\":\"Nothing to see\"}",
        "POST /task/{task}/identity-links/delete {\"groupId\":\"dr-approvers\",\"type\":\"candidate\"}",
        "POST /task/{task}/identity-links {\"userId\":\"operator\",\"type\":\"candidate\"}",
        "PUT /task/{task}/variables/plan " + variable,
        "PUT /task/{task}/localVariables/plan " + variable,
        "PUT /task/{task}/localVariables/decision " + variable,
        "POST /task/{task}/variables " + modifications,
        "POST /task/{task}/localVariables " + modifications,
        "DELETE /task/{task}/variables/ticket {}",
        "DELETE /task/{task} {}",
        "POST /task/{task}/bpmnError {\"errorCode\":\"x\"}",
        "POST /task/{task}/bpmnEscalation {\"escalationCode\":\"x\"}",
        "POST /task/{task}/comment/create {\"message\":\"approved by the board\"}",
        "POST /task/create {\"name\":\"Approve plan\"}",
        "PUT /process-instance/{run}/variables/plan " + variable,
        "POST /process-instance/{run}/variables " + modifications,
        "DELETE /process-instance/{run}/variables/ticket {}",
        "POST /process-instance/{run}/modification-async {\"instructions\":[]}",
        "POST /process-instance/delete {\"processInstanceIds\":[\"{run}\"]}",
        "POST /process-instance/variables-async " + variables,
        "POST /process-instance/message-async {\"messageName\":\"run.aborted\"}",
        "PUT /execution/{run}/localVariables/decision " + variable,
        "POST /execution/{run}/localVariables " + modifications,
        "POST /execution/{run}/signal {}",
        "POST /execution/{run}/messageSubscriptions/run.aborted/trigger {}",
        "POST /message {\"messageName\":\"run.aborted\",\"processInstanceId\":\"{run}\"}",
        "POST /signal {\"name\":\"x\"}",
        "POST /condition {\"variables\":{}}",
        "POST /external-task/fetchAndLock {\"workerId\":\"me\",\"maxTasks\":9,\"topics\":[]}",
        "POST /external-task/x/complete {\"workerId\":\"me\"}",
        "POST /external-task/x/bpmnError {\"workerId\":\"me\",\"errorCode\":\"x\"}",
        "POST /external-task/x/lock {\"workerId\":\"me\",\"lockDuration\":1}",
        "POST /job/x/execute {}",
        "PUT /job/x/duedate {\"duedate\":null}",
        "PUT /job/x/suspended {\"suspended\":true}",
        "DELETE /job/x {}",
        "POST /modification/execute {\"processDefinitionId\":\"x\"}",
        "POST /migration/execute {}",
        "POST /process-definition/x/restart {\"processInstanceIds\":[\"{run}\"]}",
        "PUT /process-definition/x/suspended {\"suspended\":true}",
        "PUT /process-definition/x/history-time-to-live {\"historyTimeToLive\":0}",
        "DELETE /process-definition/x {}",
        "POST /deployment/create {}",
        "DELETE /deployment/x {}",
        "POST /deployment/x/redeploy {}",
        "POST /decision-definition/x/evaluate {\"variables\":{}}",
        "POST /case-definition/x/create {}",
        "POST /case-execution/x/manual-start {}",
        "POST /filter/create {\"resourceType\":\"Task\",\"name\":\"x\"}",
        "PUT /filter/x {\"resourceType\":\"Task\",\"name\":\"x\"}",
        "POST /authorization/create {\"type\":1}",
        "PUT /authorization/x {}",
        "DELETE /authorization/x {}",
        "POST /group/create {\"id\":\"x\"}",
        "DELETE /group/dr-approvers {}",
        "POST /tenant/create {\"id\":\"x\"}",
        "POST /identity/verify {\"username\":\"admin\",\"password\":\"x\"}",
        "DELETE /history/process-instance/{run} {}",
        "DELETE /history/variable-instance/x {}",
        "POST /history/cleanup {}",
        "PUT /history/user-operation/x/set-annotation {\"annotation\":\"x\"}",
        "PUT /batch/x/suspended {\"suspended\":true}",
        "DELETE /batch/x {}");
  }

  @Test
  void nobodyWritesPastAForm() {
    String task = waiting();
    Map<String, String> before = Map.of("run", drill.run().toString(), "task", task);
    for (String role : List.of("operator", "approver-1", "auditor", "commander", "admin")) {
      visitors(role)
          .forEach(
              visitor ->
                  writes()
                      .forEach(
                          write -> {
                            String[] call =
                                write
                                    .replace("{task}", task)
                                    .replace("{run}", drill.runId())
                                    .split(" ", 3);
                            assertThat(visitor.ask(call[0], call[1], call[2]).isRefusedAtTheDoor())
                                .as("%s: %s", visitor, write)
                                .isTrue();
                          }));
    }
    assertThat(drill.run()).hasToString(before.get("run"));
    assertThat(drill.task(APPROVE).getAssignee()).isNull();
    assertThat(drill.candidateGroups(APPROVE)).containsExactly("dr-approvers");
  }

  /** As if somebody could write them after all. */
  @Test
  void showsTheLedgerWhateverTheVariablesSay() {
    String task = waiting();
    String shown = drill.form().toString();
    for (String name :
        List.of("plan", "fingerprint", "reason", "ticket", "initiator", "cluster", "site")) {
      runtime.setVariable(drill.runId(), name, FORGED);
      tasks.setVariableLocal(task, name, FORGED);
    }

    visitors("approver-1")
        .forEach(
            visitor -> {
              JsonNode form = form(visitor, task);
              assertThat(form.toString()).doesNotContain("Nothing happens");
              assertThat(form.at("/plan/value").asText()).isEqualTo(shown);
              assertThat(form.at("/plan/type").asText()).isEqualTo("Json");
              assertThat(form.at("/reason/value").asText()).isEqualTo("a drill");
              assertThat(form.at("/ticket/value").asText()).isEqualTo("CHG1");
              assertThat(form.at("/initiator/value").asText()).isEqualTo("operator");
              assertThat(form.at("/fingerprint/value").asText())
                  .isEqualTo(drill.run().requirePlan().fingerprint().abbreviated());
            });
  }

  @Test
  void keepsNothingThatIsShownInAVariable() {
    waiting();

    assertThat(runtime.createVariableInstanceQuery().list())
        .extracting(VariableInstance::getName)
        .doesNotContain("plan", "facts", "attestation", "result", "fingerprint");
  }

  @Test
  void approvesOnlyWhatWasRead() {
    String task = waiting();
    String seen = fingerprint(task);
    drill.elsewhere("vms", "web-1", "stop").later(java.time.Duration.ofSeconds(10));
    drill.decide(APPROVE, "approver-1", "redraw");
    String again = drill.task(APPROVE).getId();

    visitors("approver-1")
        .forEach(
            visitor -> {
              Visitor.Answer stale =
                  visitor.post(
                      "/task/" + again + "/submit-form",
                      variables(Map.of("decision", "approve", "fingerprint", seen)));
              assertThat(stale.status()).isEqualTo(409);
              assertThat(stale.message())
                  .startsWith("the plan that you have read, " + seen + ", is no longer the plan")
                  .contains("drawn up anew at 2026-11-22 03:00:1")
                  .contains("web-1");
              Visitor.Answer blind =
                  visitor.post(
                      "/task/" + again + "/complete", variables(Map.of("decision", "approve")));
              assertThat(blind.status()).isEqualTo(400);
              assertThat(blind.message()).startsWith("the fingerprint is missing");
            });
    assertThat(drill.run().approvedFingerprint()).isEmpty();

    assertThat(
            Visitor.withPassword("approver-1", port)
                .post(
                    "/task/" + again + "/complete",
                    variables(Map.of("decision", "approve", "fingerprint", fingerprint(again))))
                .status())
        .isEqualTo(204);
  }

  /** The guard and the gateway once read different ones. */
  @Test
  void judgesTheDecisionThatTheGatewayReads() {
    String task = waiting();
    tasks.setVariableLocal(task, "decision", "approve");
    runtime.setVariableLocal(drill.task(APPROVE).getExecutionId(), "decision", "approve");

    Visitor.Answer answer =
        Visitor.withPassword("approver-1", port)
            .post(
                "/task/" + task + "/complete",
                variables(Map.of("decision", "reject", "comment", "no")));

    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    drill.settle();
    assertThat(drill.run().approvedFingerprint()).isEmpty();
    assertThat(drill.outcome()).contains("planRejected");
    assertThat(drill.actions()).isZero();
  }

  @Test
  void takesADecisionThatNobodySentForNone() {
    String task = waiting();
    tasks.setVariableLocal(task, "decision", "approve");

    Visitor.Answer answer =
        Visitor.withPassword("approver-1", port).post("/task/" + task + "/complete", "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).startsWith("'none' is no decision on 'Approve plan'");
  }

  @Test
  void givesATaskToNobodyElse() {
    String task = waiting();
    visitors("approver-1")
        .forEach(
            visitor -> {
              for (String other : List.of("operator", "approver-2", "nobody")) {
                Visitor.Answer answer =
                    visitor.post(
                        "/task/" + task + "/claim", "{\"userId\":\"%s\"}".formatted(other));
                assertThat(answer.status()).as("%s %s", visitor, answer).isEqualTo(403);
              }
            });
    assertThat(drill.task(APPROVE).getAssignee()).isNull();

    Visitor approver = Visitor.withPassword("approver-1", port);
    assertThat(approver.post("/task/" + task + "/claim", "{\"userId\":\"approver-1\"}").status())
        .isEqualTo(204);
    Visitor operator = Visitor.withPassword("operator", port);
    assertThat(operator.post("/task/" + task + "/unclaim", "").status()).isEqualTo(403);
    assertThat(drill.task(APPROVE).getAssignee()).isEqualTo("approver-1");
    // Whoever has claimed it may be asleep: another who may decide gives it back to all of them.
    assertThat(
            Visitor.withPassword("approver-2", port)
                .post("/task/" + task + "/unclaim", "")
                .status())
        .isEqualTo(204);
  }

  @Test
  void tellsWhoComesSecondWhoWasFirst() {
    String task = waiting();
    drill.approve("approver-1");

    visitors("approver-2")
        .forEach(
            visitor -> {
              Visitor.Answer second =
                  visitor.post(
                      "/task/" + task + "/complete",
                      variables(Map.of("decision", "reject", "comment", "no")));
              assertThat(second.status()).as("%s %s", visitor, second).isEqualTo(409);
              assertThat(second.message())
                  .isEqualTo(
                      "approver-1 was first at 'Approve plan', at %s: approve: drilled (fingerprint %s)",
                      Words.at(Instant.parse("2026-11-22T03:00:00Z")),
                      new Fingerprint(drill.run().fingerprint().orElseThrow()).abbreviated());
              assertThat(
                      visitor
                          .post("/task/" + task + "/claim", "{\"userId\":\"approver-2\"}")
                          .message())
                  .startsWith("approver-1 was first");
            });
  }

  /** Camunda would run it with the rights of Siteswap. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "${''.getClass().forName('java.lang.Runtime').getRuntime().exec('true')}",
        "${''.class.name}",
        "${environment.getProperty('siteswap.clusters.demo.manager.password')}",
        "${systemProperties}",
        "${dataSource}",
        "${managers}",
        "${execution.processEngineServices}",
        "${execution.getProcessEngineServices().getProcessEngineConfiguration()}",
        "${execution.class.classLoader}"
      })
  void hidesEverythingButTheStepsFromExpressions(String expression) {
    waiting();
    ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine;

    assertThatThrownBy(
            () ->
                configuration
                    .getCommandExecutorTxRequired()
                    .execute(
                        context ->
                            configuration
                                .getExpressionManager()
                                .createExpression(expression)
                                .getValue(
                                    context
                                        .getExecutionManager()
                                        .findExecutionById(drill.runId()))))
        .hasMessageMatching("(?s).*(Unknown property|nothing that an expression may see).*");
  }

  @ParameterizedTest
  @MethodSource("queries")
  void runsNoExpressionOfACaller(String query) {
    waiting();
    String filter =
        Visitor.withPassword("operator", port).get("/filter").json().at("/0/id").asText();
    visitors("operator")
        .forEach(
            visitor -> {
              for (String at : List.of("/task", "/task/count", "/filter/" + filter + "/list")) {
                Visitor.Answer answer = visitor.post(at, query);
                assertThat(answer.status()).as("%s %s", at, answer).isEqualTo(403);
                assertThat(answer.message()).contains("no expression");
              }
            });
  }

  @Test
  void runsNoExpressionOfAnAddress() {
    visitors("operator")
        .forEach(
            visitor ->
                assertThat(
                        visitor
                            .get("/task?assigneeExpression=" + Visitor.encoded("${true}"))
                            .message())
                    .contains("no expression"));
  }

  static Stream<String> queries() {
    return Stream.of(
        "{\"assigneeExpression\":\"${''.getClass()}\"}",
        "{\"candidateGroupExpression\":\"${''.getClass()}\"}",
        "{\"orQueries\":[{\"assigneeExpression\":\"${''.getClass()}\"}]}",
        "{\"orQueries\":[{\"\\u0061ssigneeExpression\":\"${true}\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"carryOut\"}]}",
        "{\"variables\":{\"cluster\":{\"value\":\"demo\"}},\"startInstructions\":"
            + "[{\"type\":\"startBeforeActivity\",\"activityId\":\"closeRun\"}]}"
      })
  void beginsARunOnlyAtItsBeginning(String body) {
    visitors("operator")
        .forEach(
            visitor ->
                assertThat(
                        visitor.post("/process-definition/key/fail-over-site/start", body).status())
                    .isEqualTo(403));
    assertThat(drill.instances()).isZero();
    assertThat(
            Visitor.withPassword("admin", port)
                .post("/process-definition/key/carry-out-phase/start", "{}")
                .message())
        .isEqualTo("'Carry out a phase' begins only as a part of a runbook");
  }

  @Test
  void writesDownWhoPassesAnApproval() {
    waiting();
    Visitor admin = Visitor.withPassword("admin", port);

    Visitor.Answer modified =
        admin.post(
            "/process-instance/" + drill.runId() + "/modification",
            "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"drawUpPlan\"}]}");
    assertThat(modified.status()).as(modified.body()).isEqualTo(204);
    assertThat(operations(drill.runId())).anyMatch(line -> line.contains("ModifyProcessInstance"));

    assertThat(admin.ask("DELETE", "/process-instance/" + drill.runId(), "").status())
        .isEqualTo(204);
    assertThat(operations(drill.runId())).anyMatch(line -> line.contains("Delete"));
    assertThat(drill.journal().firstBroken()).isEmpty();
  }

  private List<String> operations(String of) {
    return drill.journal().of(of, "engine-operation").stream()
        .filter(line -> line.actor().equals("admin"))
        .map(line -> line.detail())
        .toList();
  }
}
