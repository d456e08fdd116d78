package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.readiness.Audit;
import io.siteswap.readiness.Audits;
import io.siteswap.readiness.State;
import io.siteswap.readiness.checks.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;

/** Whoever approves reads the same of the cluster as whoever looks at its page. */
class OnePictureTest extends DrillTest {
  private static final String FAILOVER = "fail-over-site";

  @Autowired private Audits audits;
  @Autowired private TestRestTemplate rest;

  @Test
  void theApproverReadsWhatThePageSaysOfTheRunbook() {
    drill.audit().start(FAILOVER, "north");

    assertThat(onThePage(FAILOVER)).isNotEmpty();
    assertThat(inTheForm()).containsAll(onThePage(FAILOVER));
    assertThat(audits.summary("demo").orElseThrow().state(FAILOVER)).isEqualTo(State.DEGRADED);
    assertThat(drill.form().get("readiness").asText())
        .matches(
            "The cluster is degraded for this runbook \\(audited 2026-11-22 03:00:00 \\S+\\)\\."
                + " This plan: 0 blockers, \\d+ warnings\\.");
    assertThat(inTheForm()).noneMatch(what -> what.contains("was not audited"));
  }

  /** What the plan's own look at the Manager shows is newer than the last audit. */
  @Test
  void whatThePlanItselfHasSeenIsNotToldTwice() {
    drill.elsewhere("hosts", "south-1", "deactivate").after(Duration.ofSeconds(5));
    drill.audit();
    drill.elsewhere("hosts", "south-1", "activate").after(Duration.ofSeconds(40));

    drill.start(FAILOVER, "north");

    assertThat(onThePage(FAILOVER))
        .anyMatch(what -> what.equals("Host south-1 of south is maintenance"));
    assertThat(inTheForm()).noneMatch(what -> what.equals("Host south-1 of south is maintenance"));
  }

  /** To be compared by eye: on the form, on the page of the run, and by whoever comes too late. */
  @Test
  void theFingerprintIsWrittenTheSameWayEverywhere() {
    drill.start(FAILOVER, "north");
    String fingerprint = drill.run().requirePlan().fingerprint().abbreviated();
    String task = drill.task("approvePlan").getId();

    assertThat(fingerprint).matches("[0-9a-f]{4}(-[0-9a-f]{4}){3}");
    assertThat(drill.form().get("fingerprint").asText()).isEqualTo(fingerprint);
    drill.approve("approver-1").untilEnd();
    for (String page : List.of("/runs/" + drill.runId(), "/tasks/" + task)) {
      assertThat(seen(page)).contains(fingerprint).doesNotContainPattern("[0-9a-f]{17}");
    }
  }

  /** The sites, the page of the cluster and the form: one state, of one audit. */
  @Test
  void theSitesAndThePageOfTheClusterSayTheSame() {
    drill.audit();
    String state = audits.summary("demo").orElseThrow().state(FAILOVER).word();

    assertThat(seen("/runs")).contains("Fail over a site " + state);
    assertThat(seen("/clusters/demo")).contains("Fail over a site " + state);
    drill.start(FAILOVER, "north");
    assertThat(drill.form().get("readiness").asText()).contains("The cluster is " + state);
  }

  /** The words of a page. */
  private String seen(String path) {
    return rest.withBasicAuth("auditor", "drill-5")
        .getForObject(path, String.class)
        .replaceAll("<[^>]+>", " ")
        .replaceAll("\\s+", " ");
  }

  @Test
  void saysThatNobodyHasAudited() {
    drill.start(FAILOVER, "north");

    assertThat(inTheForm()).contains("The cluster was not audited yet");
  }

  @Test
  void whatAnAuditHasFoundAfterAFailoverDoesNotKeepTheSiteFromComingHome() {
    drill.start(FAILOVER, "north").approve("approver-1").untilEnd();
    drill.audit().start("fail-back-site", "north");
    drill.complete(
        "confirmReplication", "operator", Map.of("decision", "approve", "comment", "ok"));

    assertThat(drill.approve("approver-1").untilEnd().outcome()).contains("siteFailedBack");
  }

  @Test
  void aLostSiteIsNotHeldUpByWhatAnAuditHasFound() {
    drill.audit().lose("north").after(Duration.ofMinutes(6));
    drill.audit().start("recover-lost-site", "north");

    assertThat(drill.run().findings()).noneMatch(Finding::isBlocker);
    assertThat(drill.attest("approver-1").attest("approver-2").untilEnd().outcome())
        .contains("siteRecovered");
  }

  private List<String> onThePage(String runbook) {
    Audit audit = audits.latest("demo").orElseThrow();
    return audit.findings().stream()
        .filter(line -> line.runbooks().contains(runbook) && !line.finding().isFine())
        .map(line -> line.finding().what())
        .toList();
  }

  private List<String> inTheForm() {
    return StreamSupport.stream(drill.form().get("findings").spliterator(), false)
        .map((JsonNode row) -> row.get("what").asText())
        .toList();
  }
}
