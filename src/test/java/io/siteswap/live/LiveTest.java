package io.siteswap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.drill.DrillTest;
import io.siteswap.live.Watching.Told;
import io.siteswap.readiness.Audits;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What those are told who watch a cluster. */
class LiveTest extends DrillTest {
  @Autowired private Live live;
  @Autowired private Audits audits;
  @Autowired private StretchClusters clusters;
  @Autowired private IdentityService identity;
  @LocalServerPort private int port;

  private final List<Watching> watching = new ArrayList<>();
  private StretchCluster demo;

  @BeforeEach
  void nobodyHasLooked() {
    demo = clusters.named("demo");
    drill.later(Duration.ofMinutes(10)).forgetRequests();
  }

  @AfterEach
  void goAway() {
    watching.forEach(Watching::close);
    live.feed(demo).viewers().forEach(Viewer::end);
    live.show(demo);
  }

  private Watching watch(String lastEventId) {
    int before = live.viewers();
    Watching one = Watching.of(port, lastEventId);
    watching.add(one);
    drill.awaitForReal(() -> live.viewers() > before);
    return one;
  }

  private Watching watch() {
    return watch("");
  }

  /** As in each second while somebody watches. */
  private void second() {
    live.look(demo);
    live.show(demo);
  }

  private static List<JsonNode> all(JsonNode of) {
    return StreamSupport.stream(of.spliterator(), false).toList();
  }

  @Test
  void tellsAllAtFirstAndThenWhatChanges() {
    Watching one = watch();
    second();
    Told first = one.next();
    assertThat(first.kind()).isEqualTo("snapshot");
    assertThat(all(one.picture().path("hosts")))
        .hasSize(6)
        .allMatch(host -> host.path("status").asText().equals("up"));
    assertThat(all(one.picture().path("vms"))).hasSize(24);
    assertThat(one.picture().at("/cluster/primary").asText()).isEqualTo("north");
    assertThat(all(one.picture().path("storage"))).isNotEmpty();

    drill.elsewhere("hosts", "north-1", "deactivate").later(Duration.ofSeconds(6));
    second();
    Told second = one.next();

    assertThat(second.kind()).isEqualTo("change");
    assertThat(all(second.data().path("hosts")))
        .isNotEmpty()
        .allMatch(host -> host.path("site").asText().equals("north"));
    assertThat(second.data().has("storage")).isFalse();
    String host = drill.idOf("north-1");
    assertThat(one.picture().path("hosts").path(host).path("status").asText())
        .isEqualTo("preparing_for_maintenance");
  }

  /** Whoever has followed knows the very same as somebody who comes only now. */
  @Test
  void whoeverFollowsKnowsTheSameAsWhoeverComesNow() {
    Watching one = watch();
    second();
    one.next();
    drill.start("fail-over-site", "north").approve("approver-1");
    for (int minute = 0; minute < 4; minute++) {
      drill.after(Duration.ofSeconds(20));
      second();
      one.next();
    }
    drill.untilEnd();
    second();
    one.next();

    Watching two = watch();
    second();
    two.next();
    assertThat(without("now", one)).isEqualTo(without("now", two));
    assertThat(two.picture().path("run").isMissingNode() || two.picture().path("run").isNull())
        .isTrue();
    assertThat(two.picture().at("/lastRun/outcome").asText()).isEqualTo("Site failed over");
  }

  /** A field without a value and no field are the same. */
  private static JsonNode without(String field, Watching one) {
    JsonNode picture = one.picture().deepCopy();
    ((ObjectNode) picture).remove(field);
    strip(picture);
    return picture;
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List.copyOf(object.properties()).stream()
          .filter(field -> field.getValue().isNull())
          .forEach(field -> object.remove(field.getKey()));
    }
    node.forEach(LiveTest::strip);
  }

  @Test
  void oneLookServesAll() {
    watch();
    watch();
    watch();
    second();
    int requests = drill.requests();
    assertThat(requests).isPositive();

    second();
    assertThat(drill.requests()).isEqualTo(requests);
  }

  /** The watch looks each second while a run waits: nobody need do so once more. */
  @Test
  void aLookThatIsMadeAnywayServesAsWell() {
    Watching one = watch();
    drill.inventory();
    drill.forgetRequests();

    second();

    assertThat(drill.requests()).isZero();
    one.next();
    assertThat(all(one.picture().path("vms"))).hasSize(24);
  }

  @Test
  void nobodyIsLookedAtWhileNobodyWatches() {
    Watching one = watch();
    assertThat(live.watched()).containsExactly(demo);

    one.close();
    second();
    // Who has gone is known once something is said to him.
    drill.awaitForReal(
        () -> {
          live.feed(demo)
              .viewers()
              .forEach(v -> v.beat(Duration.ofSeconds(-1), Duration.ofDays(1)));
          return live.watched().isEmpty();
        });
  }

  @Test
  void whoeverComesBackIsToldWhatHeHasMissed() {
    Watching one = watch();
    second();
    String last = one.next().id();
    watch();
    drill.elsewhere("hosts", "north-1", "deactivate").later(Duration.ofSeconds(6));
    second();

    Watching back = watch(last);
    Told missed = back.next();

    assertThat(missed.kind()).isEqualTo("change");
    assertThat(missed.data().path("hosts").properties()).isNotEmpty().hasSizeLessThan(6);
  }

  @Test
  void whoeverHasMissedNothingIsToldWhatTimeItIs() {
    Watching one = watch();
    second();
    String last = one.next().id();

    Watching back = watch(last);

    assertThat(back.next().data().properties()).hasSize(1);
    assertThat(back.picture().has("now")).isTrue();
  }

  /** Of another node, or of a process that has ended. */
  @Test
  void whoeverComesFromElsewhereIsToldAll() {
    watch();
    second();
    for (String id : List.of("deadbeef-1", "nonsense", "deadbeef-99999999999999999999")) {
      assertThat(watch(id).next().kind()).as(id).isEqualTo("snapshot");
    }
  }

  @Test
  void saysSinceWhenTheManagerIsNotSeen() {
    Watching one = watch();
    second();
    one.next();
    String seenAt = one.picture().at("/look/hostsAt").asText();

    drill.managerAway().later(Duration.ofSeconds(6));
    second();
    one.next();

    assertThat(one.picture().at("/look/problem").asText()).contains("no usable answer");
    assertThat(one.picture().at("/look/hostsAt").asText()).isEqualTo(seenAt);
    assertThat(all(one.picture().path("hosts"))).hasSize(6);

    drill.noMoreFaults().later(Duration.ofSeconds(6));
    second();
    one.next();
    assertThat(one.picture().at("/look/problem").isMissingNode()).isTrue();
    assertThat(one.picture().at("/look/hostsAt").asText()).isGreaterThan(seenAt);
  }

  @Test
  void tellsWhatIsGoingOn() {
    Watching one = watch();
    drill.start("fail-over-site", "north");
    second();
    one.next();
    JsonNode waiting = one.picture().path("run");
    assertThat(waiting.path("name").asText()).isEqualTo("Fail over a site");
    assertThat(waiting.path("forPeople").asBoolean()).isTrue();
    assertThat(waiting.path("waitingFor").asText()).contains("Approve plan");
    assertThat(waiting.path("total").asInt()).isPositive();
    assertThat(waiting.path("forecast").asInt()).isPositive();

    drill
        .approve("approver-1")
        .until(() -> drill.run().phase().equals(Optional.of("putHostsIntoMaintenance")));
    drill.after(Duration.ofSeconds(3));
    second();
    one.next();
    JsonNode run = one.picture().path("run");
    assertThat(run.path("step").asText()).isEqualTo("Put hosts into maintenance");
    assertThat(run.path("done").asInt()).isPositive().isLessThan(run.path("total").asInt());
    assertThat(run.path("waitingUntil").asText()).isNotEmpty();
    assertThat(run.path("askedSince").asText()).isNotEmpty();
  }

  @Test
  void tellsWhatTheLastAuditFound() {
    Watching one = watch();
    drill.audit();
    second();
    one.next();

    JsonNode readiness = one.picture().path("readiness");
    assertThat(all(readiness.path("states")))
        .as("what the page of the cluster and the form say")
        .extracting(state -> state.path("name").asText() + " " + state.path("state").asText())
        .contains(
            "Fail over a site "
                + audits.summary("demo").orElseThrow().state("fail-over-site").word());
    assertThat(readiness.path("troubles")).isNotEmpty();
    assertThat(one.picture().at("/between/latency/what").asText()).contains("sites");
    assertThat(all(one.picture().at("/between/replication")))
        .anyMatch(domain -> domain.path("about").asText().equals("data"));
  }

  /** As the keeper does each second, some seconds later. */
  private void beat() {
    drill.later(Duration.ofSeconds(6));
    live.feed(demo)
        .viewers()
        .forEach(viewer -> viewer.beat(LiveKeeper.SILENCE, LiveKeeper.LONGEST));
  }

  @Test
  void endsForWhoeverHasLeftOurGroups() {
    watch();
    beat();
    assertThat(live.viewers()).isEqualTo(1);

    identity.deleteMembership("auditor", "dr-auditors");
    try {
      beat();
      assertThat(live.viewers()).isZero();
    } finally {
      identity.createMembership("auditor", "dr-auditors");
    }
  }

  @Test
  void endsForWhoeverHasSignedOut() throws Exception {
    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    post(browser, "/sign-in", "user=auditor&password=drill-5");
    var stream =
        browser.send(
            HttpRequest.newBuilder(at("/api/clusters/demo/live")).build(),
            BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
    drill.awaitForReal(() -> live.viewers() == 1);
    beat();
    assertThat(live.viewers()).isEqualTo(1);

    post(browser, "/sign-out", "");
    beat();

    assertThat(live.viewers()).isZero();
    stream.body().close();
  }

  private URI at(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private void post(HttpClient browser, String path, String form) throws Exception {
    browser.send(
        HttpRequest.newBuilder(at(path))
            .header("Origin", "http://localhost:" + port)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.discarding());
  }

  /** A call that hung is no reason to say for minutes that the Manager is away. */
  @Test
  void looksAgainSoonAfterALookThatHung() throws Exception {
    Watching one = watch();
    second();
    one.next();
    drill.later(Duration.ofSeconds(6));
    drill.fault("{\"method\":\"GET\",\"path\":\"/**\",\"status\":503,\"delayMillis\":1500}");
    Thread look = new Thread(() -> live.look(demo));
    look.start();
    drill.awaitForReal(() -> drill.faultsMet() > 0).later(Duration.ofSeconds(30));
    look.join();
    live.show(demo);
    one.next();
    assertThat(one.picture().at("/look/problem").asText()).isNotEmpty();

    drill.noMoreFaults().later(Duration.ofSeconds(30));
    second();
    one.next();

    assertThat(one.picture().at("/look/problem").isMissingNode()).isTrue();
  }

  @Test
  void isOnlyForPeopleOfOurGroups() {
    assertThat(Watching.ask(port, "/api/clusters/demo/live", "nobody:x", "").statusCode())
        .isEqualTo(401);
    assertThat(Watching.ask(port, "/api/clusters/other/live", "auditor:drill-5", "").statusCode())
        .isEqualTo(404);
  }
}
