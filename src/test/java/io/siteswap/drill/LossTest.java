package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.manager.Managers;
import io.siteswap.manager.PowerStatus;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.recovery.Liveness;
import io.siteswap.recovery.LivenessProbes;
import io.siteswap.recovery.Lookout;
import io.siteswap.recovery.ProbeReport;
import io.siteswap.recovery.Sighting;
import io.siteswap.recovery.XrayLine;
import io.siteswap.recovery.Xrays;
import io.siteswap.site.Recovery;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;

/** A site is lost: it is noticed, said why nothing happens, and asked whether it is really down. */
@ExtendWith(OutputCaptureExtension.class)
class LossTest extends DrillTest {
  private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
  // As the Manager's log tells.
  // As the Manager's log tells, which notices some seconds later.
  private static final Instant LAST_ANSWER = START;
  private static final Recovery IMPATIENT =
      new Recovery(
          Duration.ofMinutes(30),
          20,
          Duration.ofMinutes(1),
          List.of(54321),
          Duration.ofMillis(500),
          Optional.empty());

  @Autowired private Managers managers;
  @Autowired private Lookout lookout;
  @Autowired private Xrays xrays;
  @Autowired private LivenessProbes probes;
  @Autowired private StretchClusters clusters;
  @Autowired private TestRestTemplate rest;

  @Test
  void noticesALostSiteOnceAndForgetsItWhenItAnswers(CapturedOutput output) {
    look();
    assertThat(lookout.sightings("demo")).isEmpty();

    lose();
    look();
    after(20).look();
    assertThat(lookout.sightings("demo"))
        .containsExactly(new Sighting("demo", "north", 3, 3, LAST_ANSWER, true));
    assertThat(output.toString().split("Site north of cluster demo does not answer: 3 of 3"))
        .hasSize(2);

    drill.managerAway();
    look();
    assertThat(lookout.sightings("demo")).hasSize(1);

    drill.noMoreFaults();
    drill.twin().control("POST", "sites/north/restore", "");
    after(30).look();
    assertThat(lookout.sightings("demo")).isEmpty();
    assertThat(output).contains("Site north of cluster demo answers again, after ");
  }

  @Test
  void knowsSinceWhenThoughNobodyLookedThen() {
    lose();
    after(600).look();

    assertThat(lookout.sightings("demo")).extracting(Sighting::since).containsExactly(LAST_ANSWER);
  }

  @Test
  void countsFromItsFirstLookWhereTheLogCannotBeRead() {
    lose();
    drill.fault("{\"method\":\"GET\",\"path\":\"/events\",\"status\":503,\"times\":-1}");
    look();

    assertThat(lookout.sightings("demo"))
        .extracting(Sighting::since)
        .containsExactly(START.plusSeconds(6));
  }

  @Test
  void tellsAPartFromTheWhole() {
    drill.loseHost("north-1");
    after(20).look();
    assertThat(lookout.sightings("demo")).as("one of three is the trouble of a host").isEmpty();

    drill.loseHost("north-2");
    after(20).look();
    assertThat(lookout.sightings("demo"))
        .extracting(Sighting::silent, Sighting::whole)
        .containsExactly(tuple(2, false));
    assertThat(drill.runs()).as("nothing starts by itself").isEmpty();
  }

  @Test
  void takesMaintenanceForNoLoss() {
    for (Host host : drill.hosts("north")) {
      drill.elsewhere("hosts", host.name(), "deactivate");
    }
    after(120).look();

    assertThat(lookout.sightings("demo")).isEmpty();
  }

  @Test
  void looksWithOneRequest() {
    look();
    drill.forgetRequests();
    look();

    assertThat(drill.requests()).isEqualTo(1);
  }

  @Test
  void saysWhyNothingHappensAsTimePasses() {
    assertThat(codes()).isEmpty();

    lose();
    assertThat(codes()).startsWith("grace-period").contains("spm-lost", "lease-held");

    after(90);
    assertThat(codes())
        .doesNotContain("grace-period")
        .contains(
            "spm-lost",
            "data-center-problematic",
            "lease-held",
            "lease-restart",
            "never-restarted");

    after(60);
    assertThat(codes()).doesNotContain("lease-held").contains("lease-restart");

    after(300);
    assertThat(codes()).doesNotContain("lease-restart").contains("never-restarted");
    assertThat(line("never-restarted").what()).contains("batch-1");
  }

  @Test
  void showsItAll() {
    lose();
    look();

    JsonNode cluster = get("/api/clusters/demo");
    assertThat(cluster.at("/silentSites/0/site").asText()).isEqualTo("north");
    assertThat(cluster.at("/silentSites/0/since").asText()).isEqualTo(LAST_ANSWER.toString());
    assertThat(get("/api/clusters/demo/xray").at("/0/lines/0/code").asText())
        .isEqualTo("grace-period");
    for (String path : List.of("/clusters/demo", "/runs", "/clusters/demo/xray")) {
      assertThat(page(path)).as(path).contains("Site north does not answer: 3 of 3 hosts, since ");
    }
    assertThat(page("/clusters/demo")).contains("<option>north</option><option>south</option>");
    assertThat(page("/clusters/demo/xray")).contains("grace-period", "in 1 min");
    assertThat(rest.getForObject("/actuator/prometheus", String.class))
        .contains("siteswap_site_silent_hosts{cluster=\"demo\",site=\"north\"} 3.0")
        .contains("siteswap_site_lost{cluster=\"demo\",site=\"north\"} 1.0")
        .contains("siteswap_site_lost{cluster=\"demo\",site=\"south\"} 0.0");
  }

  @Test
  void asksAllProbes() {
    lose();
    after(90);

    List<ProbeReport> said =
        probes.ask(
            cluster(),
            IMPATIENT,
            drill.inventory().clusterHosts().stream().map(Host::ref).toList(),
            drill.inventory());

    assertThat(said)
        .extracting(t -> t.host().name(), ProbeReport::verdict)
        .contains(tuple("north-1", Liveness.SILENT), tuple("south-1", Liveness.ALIVE));
    ProbeReport north = said.get(0);
    assertThat(north.manager()).isEqualTo("the Manager shows it non responsive");
    assertThat(north.network()).startsWith("north-1.example.com: ");
    assertThat(north.power()).isEqualTo("it has no power management");
    assertThat(north.lease()).startsWith("last contact about ");
    assertThat(north.storage()).isEqualTo("no lease-probe is configured");
    assertThat(north.aliveBecause()).isEmpty();
    assertThat(said.get(3).aliveBecause()).containsExactly("the Manager shows it up");
  }

  @Test
  void readsThatPowerManagementCouldNotBeAsked() {
    HostRef host = drill.host("south-1").ref();
    drill.forgetRequests();

    for (int i = 0; i < 2; i++) {
      assertThat(managers.of(cluster()).powerStatus(host))
          .isEqualTo(
              new PowerStatus(
                  PowerStatus.State.FAILED, "Invalid fence agents defined for host 'south-1'."));
    }
    // The connection that brought the failure is as good as before.
    assertThat(drill.requests()).isEqualTo(2);
  }

  private void lose() {
    drill.twin().control("POST", "sites/north/lose", "");
    after(6);
  }

  private LossTest after(int seconds) {
    drill.after(Duration.ofSeconds(seconds));
    return this;
  }

  private void look() {
    lookout.look(cluster());
  }

  private StretchCluster cluster() {
    return clusters.named("demo");
  }

  private List<String> codes() {
    return xrays.of(cluster()).get(0).lines().stream().map(XrayLine::code).toList();
  }

  private XrayLine line(String code) {
    return xrays.of(cluster()).get(0).lines().stream()
        .filter(line -> line.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode get(String path) {
    return rest.withBasicAuth("auditor", "drill-5").getForObject(path, JsonNode.class);
  }

  private String page(String path) {
    return rest.withBasicAuth("operator", "drill-1").getForObject(path, String.class);
  }
}
