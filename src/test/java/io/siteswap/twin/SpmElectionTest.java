package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.twin.protocol.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpmElectionTest {
  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private String spm(String host) {
    return drill.host(host).at("spm/status").orElseThrow();
  }

  @Test
  void aPlannedMoveGoesThroughProblematicAndContend() {
    List<String> seen = new ArrayList<>();
    assertThat(drill.act(drill.hostPath("south-2") + "/forceselectspm").status()).isEqualTo(200);
    assertThat(spm("north-1")).isEqualTo("none");

    for (int tick = 0; tick < 60; tick++) {
      String now = drill.dataCentre().at("status").orElseThrow() + "/" + spm("south-2");
      if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(now)) {
        seen.add(now);
      }
      drill.after(Duration.ofMillis(250));
    }

    assertThat(seen).containsExactly("up/none", "problematic/none", "contend/contending", "up/spm");
    assertThat(List.of(drill.events(159), drill.events(980), drill.events(986), drill.events(204)))
        .containsExactly(1L, 1L, 1L, 1L);
  }

  @Test
  void domainsAreUnknownWhileNobodyManagesTheStorage() {
    drill.act(drill.hostPath("south-2") + "/forceselectspm");
    drill.until(() -> drill.dataCentre().at("status").orElseThrow().equals("problematic"));
    String path = "/datacenters/" + drill.dataCentre().id().orElseThrow() + "/storagedomains";

    assertThat(drill.get(path).xml().children()).allMatch(d -> status(d).equals("unknown"));
    drill.after(Duration.ofSeconds(5));
    assertThat(drill.get(path).xml().children()).allMatch(d -> status(d).equals("active"));
    assertThat(drill.get("/storagedomains").xml().children())
        .allMatch(domain -> domain.at("status").isEmpty());
  }

  private static String status(Element element) {
    return element.at("status").orElseThrow();
  }

  @Test
  void maintenanceOfTheSpmLetsTheHighestPriorityWin() {
    drill.deactivate("north-1");
    drill.after(Duration.ofSeconds(15));

    assertThat(spm("north-2")).isEqualTo("spm");
  }

  @Test
  void aHostThatReturnsDoesNotTakeTheRoleBack() {
    drill.act(drill.hostPath("south-1") + "/forceselectspm");
    drill.after(Duration.ofSeconds(30));

    assertThat(spm("south-1")).isEqualTo("spm");
    assertThat(spm("north-1")).isEqualTo("none");
  }

  @Test
  void withoutACandidateTheDataCentreStaysProblematic() {
    for (String host : List.of("north-2", "north-3", "south-1", "south-2", "south-3")) {
      neverSpm(host);
    }
    drill.deactivate("north-1");
    drill.after(Duration.ofMinutes(5));
    assertThat(drill.dataCentre().at("status")).hasValue("problematic");

    drill.activate("north-1");
    drill.after(Duration.ofSeconds(16));
    assertThat(drill.dataCentre().at("status")).hasValue("up");
    assertThat(spm("north-1")).isEqualTo("spm");
  }

  private void neverSpm(String host) {
    drill.call("PUT", drill.hostPath(host), "<host><spm><priority>-1</priority></spm></host>");
  }

  @Test
  void aSwallowedSelectionAnswersCompleteAndChangesNothing() {
    drill.fault(
        "{\"method\":\"POST\",\"path\":\"/hosts/south-1/forceselectspm\",\"swallow\":true}");

    TwinDrill.Response answer = drill.act(drill.hostPath("south-1") + "/forceselectspm");
    drill.after(Duration.ofMinutes(1));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.xml().at("status")).hasValue("complete");
    assertThat(spm("north-1")).isEqualTo("spm");
    assertThat(drill.events(4096)).isEqualTo(1);
  }

  @Test
  void candidatesCanBeMadeToFailAndTheNextPollTakesAnother() {
    drill.control("POST", "/spm", "{\"failElections\":2}");
    drill.deactivate("north-1");
    drill.after(Duration.ofSeconds(15));
    assertThat(drill.dataCentre().at("status")).hasValue("problematic");
    drill.after(Duration.ofSeconds(20));

    assertThat(spm("south-1")).isEqualTo("spm");
    assertThat(drill.dataCentre().at("status")).hasValue("up");
    assertThat(drill.control("POST", "/spm", "{}").status()).isEqualTo(400);
  }
}
