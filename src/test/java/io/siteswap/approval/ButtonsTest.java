package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.drill.DrillTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;

/** A button that would be refused is not shown, and one that is not shown would be. */
class ButtonsTest extends DrillTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");
  private static final Pattern VERB = Pattern.compile("data-verb=\"([^\"]*)\"");
  private static final String SIGN_OUT = "/sign-out";
  private static final Map<String, String> PASSWORDS =
      Map.of(
          "operator", "drill-1",
          "approver-1", "drill-2",
          "auditor", "drill-5",
          "admin", "drill-6",
          "commander", "drill-8");

  @Autowired private TestRestTemplate rest;
  @Autowired private FormService forms;

  @BeforeEach
  void smallWorld() {
    drill.world(2, 4);
  }

  @Test
  void onOurPages() {
    drill.start("fail-over-site", "north");
    Map<String, Set<String>> shown = new TreeMap<>();
    PASSWORDS.keySet().forEach(user -> shown.put(user, buttons(user)));
    Set<String> all =
        shown.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));

    assertThat(shown.get("auditor")).isEmpty();
    assertThat(shown.get("operator")).hasSizeGreaterThan(6);
    List<String> wrong = new ArrayList<>();
    for (String user : PASSWORDS.keySet()) {
      for (String button : all) {
        boolean refused = post(user, button) == 403;
        if (refused == shown.get(user).contains(button)) {
          wrong.add("%s: %s is %s".formatted(user, button, refused ? "refused" : "not shown"));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private Set<String> buttons(String user) {
    Set<String> all = new TreeSet<>();
    String run = "/runs/" + drill.runId();
    for (String page : List.of("/clusters/demo", run, run + "/evidence", "/notices", "/")) {
      String text = get(user, page);
      FORM.matcher(text).results().map(form -> form.group(1)).forEach(all::add);
      VERB.matcher(text)
          .results()
          .map(verb -> "/api" + run + "/" + verb.group(1))
          .forEach(all::add);
    }
    all.remove(SIGN_OUT);
    return all;
  }

  private String get(String user, String page) {
    return rest.withBasicAuth(user, PASSWORDS.get(user)).getForObject(page, String.class);
  }

  /** With what is asked for there, but too little of it for anything to happen. */
  private int post(String user, String path) {
    HttpHeaders headers = new HttpHeaders();
    headers.setBasicAuth(user, PASSWORDS.get(user));
    if (path.startsWith("/api/")) {
      headers.setContentType(MediaType.APPLICATION_JSON);
      return status(path, new HttpEntity<>("{\"reason\":\"\"}", headers));
    }
    headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
    LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    for (String field : List.of("ticket", "reason", "evidence", "what", "owner", "milliseconds")) {
      form.add(field, "");
    }
    form.add("site", "nowhere");
    form.add("subject", "l2");
    form.add("expires", "2026-12-01");
    return status(path, new HttpEntity<>(form, headers));
  }

  private int status(String path, HttpEntity<?> request) {
    return rest.exchange(path, HttpMethod.POST, request, String.class).getStatusCode().value();
  }

  @Test
  void inFormsOfTasks() throws IOException {
    drill.startAs("both", "fail-over-site", Map.of("cluster", "demo", "site", "north"));

    assertThat(mayNot("approver-1", "approvePlan")).isEmpty();
    assertThat(offered("approver-1", "approvePlan"))
        .containsExactly("approve", "reject", "redraw", "delegate");
    assertThat(mayNot("both", "approvePlan"))
        .isEqualTo(
            "both has started run CHG1 and cannot approve its plan: somebody else of dr-approvers"
                + " must");
    for (String user : List.of("operator", "commander", "auditor", "admin")) {
      assertThat(mayNot(user, "approvePlan"))
          .startsWith(user + " is in none of the groups that decide on 'Approve plan'");
    }
  }

  @Test
  void inFormsOfFailures() throws IOException {
    drill
        .refuse("/hosts/north-2/deactivate", "Cannot, for a drill.", 1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges");

    assertThat(mayNot("operator", "decideOnRefusedChanges")).isEmpty();
    assertThat(offered("operator", "decideOnRefusedChanges"))
        .containsExactly("retry", "continue", "undo");
    assertThat(mayNot("approver-1", "decideOnRefusedChanges")).contains("is in none of the groups");
    assertThat(mayNot("auditor", "decideOnRefusedChanges")).contains("is in none of the groups");
  }

  @Test
  void inTheAttestation() throws IOException {
    drill.lose("north").later(java.time.Duration.ofSeconds(90));
    drill.startAs("both", "recover-lost-site", Map.of("cluster", "demo", "site", "north"));

    assertThat(offered("approver-1", "attestSiteDown"))
        .containsExactly("attest", "redraw", "withdraw");
    assertThat(offered("commander", "attestSiteDown"))
        .containsExactly("attest", "breakGlass", "redraw", "withdraw");
    assertThat(offered("both", "attestSiteDown")).containsExactly("redraw", "withdraw");
    assertThat(mayNot("operator", "attestSiteDown")).contains("is in none of the groups");
  }

  private String mayNot(String user, String task) {
    return String.valueOf(shown(user, task).get("mayNot"));
  }

  private List<String> offered(String user, String task) throws IOException {
    JsonNode list = JSON.readTree(shown(user, task).getValueTyped("offered").getValue().toString());
    List<String> all = new ArrayList<>();
    list.forEach(one -> all.add(one.asText()));
    return all;
  }

  private VariableMap shown(String user, String task) {
    String id = drill.task(task).getId();
    return drill.as(user, () -> forms.getTaskFormVariables(id, null, false));
  }
}
