package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.ledger.Journal;
import io.siteswap.readiness.Attestations;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The readiness of a cluster as people and programs see it, and what people add to it. */
class ClusterPageTest extends DrillTest {
  private static final Map<String, String> PASSWORDS =
      Map.of("operator", "drill-1", "approver-1", "drill-2", "auditor", "drill-5");

  @Autowired private TestRestTemplate rest;
  @Autowired private Attestations attestations;

  @Test
  void tellsProgramsAll() {
    JsonNode readiness = post("operator", "/api/clusters/demo/readiness", "").getBody();

    assertThat(readiness.at("/cluster/states/fail-over-site").asText()).isEqualTo("degraded");
    assertThat(readiness.at("/cluster/auditedAt").asText()).isEqualTo("2026-11-22T03:00:00Z");
    JsonNode first = readiness.at("/findings/0");
    assertThat(first.at("/level").asText()).isEqualTo("warning");
    assertThat(first.at("/remedy").asText()).isNotBlank();
    assertThat(first.at("/since").asText()).isEqualTo("2026-11-22T03:00:00Z");
    assertThat(first.at("/runbooks/0").asText()).contains("-site");
    assertThat(get("auditor", "/api/clusters/demo/readiness").getBody()).isEqualTo(readiness);
    assertThat(get("auditor", "/api/clusters").getBody().at("/0/name").asText()).isEqualTo("demo");
  }

  @Test
  void letsOnlyOperatorsAuditAndSaysWhichClustersThereAre() {
    assertThat(post("auditor", "/api/clusters/demo/readiness", "").getStatusCode().value())
        .isEqualTo(403);
    assertThat(get("auditor", "/api/clusters/nowhere/readiness").getStatusCode().value())
        .isEqualTo(404);
  }

  @Test
  void takesAnAttestationAndWritesItIntoTheJournal() {
    post("operator", "/api/clusters/demo/readiness", "");

    JsonNode after =
        post(
                "approver-1",
                "/api/clusters/demo/attestations",
                attestation("latency", "2027-03-31", "\"4.2\""))
            .getBody();

    assertThat(after.at("/attestations/0/by").asText()).isEqualTo("approver-1");
    assertThat(after.at("/attestations/0/counts").asBoolean()).isTrue();
    assertThat(after.at("/attestations/0/milliseconds").asDouble()).isEqualTo(4.2);
    assertThat(drill.journal().of("cluster:demo"))
        .extracting(Journal.Line::actor, Journal.Line::event)
        .containsExactly(tuple("approver-1", "attested"));
    assertThat(drill.journal().firstBroken()).isEmpty();
    assertThat(post("operator", "/api/clusters/demo/readiness", "").getBody().toString())
        .contains("latency-attested")
        .doesNotContain("latency-open\",\"key");
  }

  @Test
  void theLatestAttestationOnASubjectCounts() {
    String attestations = "/api/clusters/demo/attestations";
    post("operator", attestations, attestation("l2", "2027-01-31", null));

    JsonNode both =
        post("operator", attestations, attestation("l2", "2027-03-31", null))
            .getBody()
            .at("/attestations");

    assertThat(both.findValuesAsText("expires")).containsExactly("2027-03-31", "2027-01-31");
    assertThat(both.findValuesAsText("counts")).containsExactly("true", "false");
    assertThat(both.findValuesAsText("milliseconds")).isEmpty();
  }

  @Test
  void attestationsComeInPagesTheNewestFirst() {
    LocalDate until = LocalDate.of(2026, 12, 31);
    for (int i = 0; i < 51; i++) {
      attestations.add(
          "demo", "l2", "seen by no. %d.".formatted(i), Optional.empty(), until, "operator");
    }

    assertThat(page("operator", "/clusters/demo"))
        .contains(
            "seen by no. 50.", "1 to 50 of 51", "/clusters/demo?attestations&#x3D;1#attestations")
        .doesNotContain("seen by no. 0.");
    assertThat(page("operator", "/clusters/demo?attestations=1"))
        .contains("seen by no. 0.", "51 to 51 of 51")
        .doesNotContain("seen by no. 50.");
    JsonNode newest =
        get("auditor", "/api/clusters/demo/readiness").getBody().at("/attestations/0");
    assertThat(newest.at("/evidence").asText()).isEqualTo("seen by no. 50.");
    assertThat(newest.at("/counts").asBoolean()).isTrue();
    assertThat(attestations.latest("demo").get("l2").evidence()).isEqualTo("seen by no. 50.");
  }

  @Test
  void takesNoAttestationThatCannotBe() {
    refused(attestation("weather", "2027-03-31", null), "'weather' is nothing to vouch for");
    refused(attestation("l2", "2027-11-23", null), "'2027-11-23' is no day on which it may expire");
    refused(attestation("l2", "2026-11-21", null), "'2026-11-21' is no day on which it may expire");
    refused(attestation("l2", "soon", null), "'soon' is no day of expiry");
    refused(attestation("latency", "2027-03-31", null), "no milliseconds were given");
    refused(attestation("l2", "2027-03-31", "4"), "milliseconds were given");
    refused("{\"subject\":\"l2\",\"expires\":\"2027-03-31\"}", "the evidence is empty");
    assertThat(
            post(
                    "auditor",
                    "/api/clusters/demo/attestations",
                    attestation("l2", "2027-03-31", null))
                .getStatusCode()
                .value())
        .isEqualTo(403);
    assertThat(drill.journal().of("cluster:demo")).isEmpty();
  }

  @Test
  void showsPeopleAPage() {
    form("operator", "/clusters/demo/audit", new LinkedMultiValueMap<>(), "");

    assertThat(page("operator", "/clusters/demo"))
        .contains("Cluster demo", "degraded", "l2-not-attested", "Audit now", "I vouch for");
    assertThat(page("auditor", "/clusters/demo"))
        .contains("Cluster demo", "degraded", "l2-not-attested")
        .doesNotContain("Audit now", "I vouch for");
    assertThat(page("auditor", "/runs")).contains("<a href=\"/clusters/demo\">demo</a>");
  }

  @Test
  void takesItsOwnFormsAndNoOthers() {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("subject", "l2");
    form.add("evidence", "mtr of both sites");
    form.add("expires", "2027-03-31");

    assertThat(form("operator", "/clusters/demo/attestations", form, "http://evil.example.com"))
        .isEqualTo(403);
    assertThat(drill.journal().of("cluster:demo")).isEmpty();

    assertThat(form("operator", "/clusters/demo/attestations", form, rest.getRootUri()))
        .isEqualTo(200);
    assertThat(page("auditor", "/clusters/demo")).contains("mtr of both sites");

    form.set("expires", "soon");
    assertThat(form("operator", "/clusters/demo/attestations", form, "")).isEqualTo(400);
  }

  @Test
  void givesFiguresForAlerting() {
    post("operator", "/api/clusters/demo/readiness", "");

    String figures = rest.getForObject("/actuator/prometheus", String.class);

    assertThat(figures)
        .contains("siteswap_readiness{cluster=\"demo\",runbook=\"fail-over-site\"} 1.0")
        .contains("siteswap_findings{cluster=\"demo\",level=\"blocker\"} 0.0")
        .contains("siteswap_audit_age_seconds{cluster=\"demo\"} 0.0");
  }

  private void refused(String attestation, String description) {
    ResponseEntity<JsonNode> answer =
        post("operator", "/api/clusters/demo/attestations", attestation);
    assertThat(answer.getStatusCode().value()).as(description).isEqualTo(400);
    assertThat(answer.getBody().at("/detail").asText()).contains(description);
  }

  @Test
  void showsWhatIsAwayFromHomeSinceWhenAndByWhichRun() {
    assertThat(page("auditor", "/clusters/demo")).contains("Everything is where it belongs");
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();

    JsonNode away = get("auditor", "/api/clusters/demo/away").getBody();

    assertThat(away.findValuesAsText("kind")).contains("host", "spm", "vm");
    assertThat(away.findValuesAsText("run")).containsOnly(drill.runId());
    assertThat(away.at("/0/name").asText()).isEqualTo("north-1");
    assertThat(away.at("/0/site").asText()).isEqualTo("north");
    assertThat(away.at("/0/since").asText()).startsWith("2026-11-22T03:0");
    ResponseEntity<JsonNode> some = get("auditor", "/api/clusters/demo/away?page=1&size=10");
    assertThat(some.getBody()).hasSize(10);
    assertThat(some.getBody().at("/0/name")).isEqualTo(away.at("/10/name"));
    assertThat(some.getHeaders().getFirst("X-Total-Count")).isEqualTo("" + away.size());
    assertThat(page("auditor", "/clusters/demo"))
        .contains("north-1", "/runs/" + drill.runId(), "CHG1: Fail over a site")
        .doesNotContain("Everything is where it belongs");
  }

  @Test
  void theJournalComesInPagesTheNewestFirst() {
    for (int number = 1; number <= 51; number++) {
      drill.journal().add("cluster:demo", "operator", "attested", number + ". time");
    }

    assertThat(page("auditor", "/clusters/demo"))
        .contains("51. time", "<td>2. time", "1 to 50 of 51", "?journal&#x3D;1#journal")
        .doesNotContain("<td>1. time");
    assertThat(page("auditor", "/clusters/demo?journal=1"))
        .contains("<td>1. time", "51 to 51 of 51")
        .doesNotContain("51. time");
  }

  private static String attestation(String subject, String expires, String milliseconds) {
    return "{\"subject\":\"%s\",\"evidence\":\"looked\",\"expires\":\"%s\",\"milliseconds\":%s}"
        .formatted(subject, expires, milliseconds);
  }

  private ResponseEntity<JsonNode> get(String user, String path) {
    return as(user).getForEntity(path, JsonNode.class);
  }

  private ResponseEntity<JsonNode> post(String user, String path, String json) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_JSON);
    return as(user)
        .exchange(path, HttpMethod.POST, new HttpEntity<>(json, headers), JsonNode.class);
  }

  private int form(String user, String path, MultiValueMap<String, String> form, String origin) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
    if (!origin.isEmpty()) {
      headers.setOrigin(origin);
    }
    return as(user)
        .exchange(path, HttpMethod.POST, new HttpEntity<>(form, headers), String.class)
        .getStatusCode()
        .value();
  }

  private String page(String user, String path) {
    return as(user).getForObject(path, String.class);
  }

  private TestRestTemplate as(String user) {
    return rest.withBasicAuth(user, PASSWORDS.get(user));
  }
}
